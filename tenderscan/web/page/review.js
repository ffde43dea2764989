// Reading blind in an audit's store: one question after the other beside the whole text; then deciding, and agreement.

import { announce, field, fill, h, select } from "./dom.js";
import { ask, get, query } from "./api.js";
import { capital, language, say } from "./words.js";

const VERDICTS = ["met", "weak", "contradicted", "missing", "not-applicable", "undecided"];
const KEPT = "tenderscan-reader";
const MODES = ["read", "decide", "agreement"];

export function reviewView(main) {
  let reader = remembered();
  let mode = "read";
  let queue = null;
  let at = 0;
  let texts = new Map();

  async function show() {
    document.title = `${say("audit.review.title")} – tenderscan`;
    if (!reader) { door(); return; }
    await load(null);
  }

  function door() {
    const name = h("input", { type: "text", required: true, maxlength: "100", autocomplete: "name" });
    const begin = (event) => {
      event.preventDefault();
      reader = name.value.trim();
      if (!reader) return;
      try { sessionStorage.setItem(KEPT, reader); } catch (refused) { /* asked again next time */ }
      load(null);
    };
    fill(main, h("h1", {}, say("audit.review.title")), h("p", {}, say("web.review.blind")),
      h("form", { onsubmit: begin, class: "narrow" }, field(say("web.review.reader"), name), h("button", { type: "submit", class: "main" }, say("web.review.begin"))));
    name.focus();
  }

  async function load(sample) {
    const values = { language: language() };
    if (sample) values.sample = sample;
    try {
      if (mode === "read") queue = await get(query("/api/review/queue", { ...values, reader }));
      else if (mode === "decide") queue = await get(query("/api/review/disputes", values));
      else { await agreement(sample); return; }
    } catch (refused) {
      fill(main, h("h1", {}, say("audit.review.title")), h("p", { class: "fault", role: "alert" }, refused.message));
      return;
    }
    const open = queue.items.findIndex((each) => !each.answer);
    at = open < 0 ? 0 : open;
    await draw();
  }

  function head() {
    const tabs = MODES.map((name) => h("button", { type: "button", class: name === mode ? "main" : null, "aria-pressed": String(name === mode),
      onclick: () => { mode = name; load(queue && queue.sample); } }, say(`web.review.${name}`)));
    const samples = queue && queue.samples.length > 1 && field(say("web.review.sample"),
      select(queue.samples.map((name) => ({ id: name, title: name })), queue.sample, (name) => load(name)));
    return [h("h1", {}, `${say("audit.review.title")} – ${reader}`), h("p", { class: "tabs" }, tabs), samples];
  }

  async function draw() {
    const total = queue.items.length;
    const answered = queue.items.filter((each) => each.answer).length;
    const told = mode === "read" ? say("audit.review.answered", { done: answered, total }) : "";
    if (!total) {
      fill(main, head(), h("p", { class: "big" }, say(mode === "decide" ? "web.review.no-disputes" : "web.review.all-done")));
      return;
    }
    const done = mode === "read" && answered === total;
    const text = h("div", { class: "sheet-frame", tabindex: "0", role: "region", "aria-label": say("audit.review.text-of", { name: queue.items[at].dossier }) });
    fill(main, head(), h("p", { class: "soft", role: "status" }, told), done && h("p", { class: "big" }, say("web.review.all-done")),
      h("details", {}, h("summary", {}, say("audit.review.codebook")), h("dl", {}, VERDICTS.map((name) => [h("dt", {}, say(`audit.verdict.${name}`)), h("dd", {}, say(`audit.review.means.${name}`))]))),
      h("div", { class: "split" }, question(queue.items[at], total), h("section", { class: "viewer", "aria-labelledby": "dossier" }, h("h2", { id: "dossier" }, queue.items[at].dossier), text)));
    await lay(text, queue.items[at]);
  }

  function question(item, total) {
    const answer = item.answer || { verdict: "", quote: "", page: "", note: "" };
    const name = `verdict-${item.item}`;
    const choices = h("fieldset", { class: "choices" }, h("legend", {}, capital(say("audit.review.verdict"))), VERDICTS.map((verdict) => h("label", {},
      h("input", { type: "radio", name, value: verdict, required: true, checked: answer.verdict === verdict }), " ", say(`audit.verdict.${verdict}`))));
    const quote = h("textarea", { rows: 3, value: answer.quote, maxlength: "4000" });
    const page = h("input", { type: "text", value: answer.page, maxlength: "40" });
    const note = h("textarea", { rows: 2, value: answer.note, maxlength: "4000" });
    const fault = h("p", { class: "fault", role: "alert" });
    async function save(event) {
      event.preventDefault();
      const verdict = choices.querySelector("input:checked").value;
      const given = { verdict, quote: quote.value, page: page.value, note: note.value };
      try {
        await ask("PUT", "/api/review/answers", { item: item.item, reader, role: mode === "read" ? "reader" : "adjudicator", ...given });
      } catch (refused) { fault.textContent = refused.message; return; }
      item.answer = given;
      announce(say("web.review.saved"));
      if (mode === "decide") queue.items.splice(at, 1);
      await move(mode === "decide" ? 0 : 1);
    }
    const back = h("button", { type: "button", class: "quiet", disabled: at === 0, onclick: () => move(-1) }, say("web.review.previous"));
    const skip = h("button", { type: "button", class: "quiet", disabled: at + 1 >= total, onclick: () => move(1) }, say("web.review.skip"));
    return h("section", { "aria-labelledby": "question" }, h("p", { class: "soft" }, say("web.review.question", { number: at + 1, total })),
      h("h2", { id: "question", tabindex: "-1" }, item.title), item.why && h("p", { class: "soft" }, item.why), item.place && h("p", { class: "soft" }, item.place),
      item.readings && [h("h3", {}, say("web.review.readings")), item.readings.split("\n\n").map((each) => h("blockquote", {}, each))],
      h("form", { onsubmit: save }, choices, field(say("audit.review.quote"), quote), field(say("audit.review.page"), page), field(say("audit.review.note"), note), fault,
        h("p", {}, back, " ", h("button", { type: "submit", class: "main" }, say("web.review.next")), " ", skip)));
  }

  async function move(by) {
    at = Math.max(0, Math.min(queue.items.length - 1, at + by));
    await draw();
    const heading = document.getElementById("question");
    if (heading) heading.focus();
  }

  async function lay(place, item) {
    if (!texts.has(item.dossier)) {
      try { texts.set(item.dossier, await get(query("/api/review/text", { item: item.item, sample: queue.sample }))); } catch (refused) { fill(place, h("p", { class: "fault" }, refused.message)); return; }
    }
    const books = texts.get(item.dossier);
    if (!books.length) { fill(place, h("p", {}, say("audit.review.no-text"))); return; }
    fill(place, h("div", { class: "plain" }, books.map((book) => [h("h3", {}, book.path), book.unread.length > 0 && h("p", { class: "soft" }, say("audit.unread", { pages: book.unread.join(", ") })),
      book.leaves.map((leaf) => [leaf.page !== null && h("p", { class: "soft" }, `${say("report.page")} ${leaf.page}`), leaf.lines.map((line) => h("p", {}, line))])])));
  }

  async function agreement(sample) {
    const found = await get(query("/api/review/agreement", sample ? { sample } : {}));
    const figure = (value) => (value === null ? "–" : value.toLocaleString(language(), { minimumFractionDigits: 2, maximumFractionDigits: 2 }));
    const heads = [capital(say("report.criterion")), say("web.review.items"), say("web.review.raw"), "kappa", "AC1", "alpha"];
    fill(main, head(), h("p", {}, say("web.review.open", { count: found.disputes })), !found.agreement.length ? h("p", {}, say("web.review.none-yet"))
      : h("div", { class: "scroll", tabindex: "0", role: "region", "aria-label": say("web.review.agreement") }, h("table", {}, h("thead", {}, h("tr", {}, heads.map((name) => h("th", { scope: "col" }, name)))),
        h("tbody", {}, found.agreement.map((each) => h("tr", {}, h("th", { scope: "row" }, each.name === "all" ? say("web.review.all") : each.name),
          h("td", {}, each.items), [each.raw, each.kappa, each.ac1, each.alpha].map((value) => h("td", {}, figure(value)))))))));
  }

  return { show, async speaks() { texts = new Map(); } };
}

function remembered() {
  try { return sessionStorage.getItem(KEPT) || ""; } catch (refused) { return ""; }
}
