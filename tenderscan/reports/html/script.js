"use strict";
(function () {
  const filters = document.querySelector(".filters");
  const entries = Array.from(document.querySelectorAll("article[data-verdict]"));
  const count = document.getElementById("count");
  function apply() {
    const chosen = Array.from(filters.querySelectorAll("select"));
    let seen = 0;
    for (const entry of entries) {
      entry.hidden = !chosen.every((c) => !c.value || entry.dataset[c.name] === c.value);
      if (!entry.hidden) seen += 1;
    }
    count.textContent = count.dataset.text.replace("#", String(seen));
  }
  if (filters) {
    filters.hidden = false;
    filters.addEventListener("change", apply);
    filters.addEventListener("reset", () => setTimeout(apply, 0));
    apply();
  }
  // A link to a criterion that a fold or a filter hides shows it again.
  window.addEventListener("hashchange", () => {
    const goal = document.getElementById(decodeURIComponent(location.hash.slice(1)));
    for (let fold = goal && goal.closest("details"); fold; fold = fold.parentElement.closest("details")) fold.open = true;
    if (goal) goal.scrollIntoView();
    if (goal && goal.hidden) { filters.reset(); setTimeout(() => goal.scrollIntoView(), 10); }
  });
  window.addEventListener("beforeprint", () => { for (const entry of entries) entry.hidden = false; });
  window.addEventListener("afterprint", () => { if (filters) apply(); });
  for (const button of document.querySelectorAll("button[data-copy]")) {
    button.hidden = false;
    button.addEventListener("click", async () => {
      const clause = document.getElementById(button.dataset.copy);
      const range = document.createRange();
      range.selectNodeContents(clause);
      getSelection().removeAllRanges();
      getSelection().addRange(range);
      let done = false;
      try { await navigator.clipboard.writeText(clause.textContent.trim()); done = true; }
      catch (refused) { done = document.execCommand("copy"); }
      if (done) button.textContent = button.dataset.done;
    });
  }
})();
