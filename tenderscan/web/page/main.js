// The page: which of its views is shown, the language, and leaving it.

import { announce, fill, h, select } from "./dom.js";
import { ask, patch } from "./api.js";
import { capital, chosen, language, say, speak, wanted } from "./words.js";
import { startView } from "./start.js";
import { followView } from "./follow.js";
import { reviewView } from "./review.js";

const main = document.getElementById("main");
let view = null;

// The address names what is shown, so that a reload and the browser's own way back work.
export function go(place) {
  if (location.hash === `#${place}`) show();
  else location.hash = place;
}

async function show() {
  if (view && view.leave) view.leave();
  const [name, id] = location.hash.slice(1).split("/");
  view = name === "tender" && id ? followView(main, id, go) : name === "review" && chosen().review ? reviewView(main, go) : startView(main, go);
  frame();
  await view.show();
}

function frame() {
  document.getElementById("skip").textContent = say("web.skip");
  const languages = chosen().languages.map((each) => ({ ...each, lang: each.id }));
  const switcher = select(languages, language(), change);
  switcher.id = "language";
  const home = h("a", { class: "name", href: "#" }, "tenderscan");
  const links = [];
  if (chosen().review) links.push(h("a", { href: "#review" }, say("audit.review.title")));
  fill(
    document.getElementById("head"),
    h("div", { class: "bar" }, home, h("nav", { "aria-label": "tenderscan" }, links),
      h("div", { class: "language" }, h("label", { for: "language", class: "unseen" }, say("web.language")), switcher),
      chosen().local && h("button", { type: "button", class: "quiet", onclick: stop }, say("web.stop"))),
  );
  fill(document.getElementById("foot"),
    h("p", { class: "soft" }, say(chosen().local ? "web.private-here" : "web.private-server")),
    h("p", { class: "soft" }, say("report.no-legal-advice"), " ",
      say("report.made-with", { version: chosen().version, rulebook: chosen().rulebook })));
}

async function change(name) {
  await speak(name, true);
  if (view && view.speaks) await view.speaks(name, patch);
  await show();
  document.getElementById("language").focus();
  announce(capital(say("web.language")));
}

async function stop() {
  await ask("POST", "/api/stop");
  leaving = false;
  fill(main, h("h1", {}, say("web.stopped")));
  main.focus();
}

let leaving = true;
window.addEventListener("pagehide", (event) => {
  // A page that is only put aside comes back; else what it sent is dropped in a minute, unless this was a reload.
  if (leaving && !event.persisted) {
    fetch("/api/leave", { method: "POST", headers: { "X-Tenderscan": "page" }, keepalive: true }).catch(() => {});
  }
});
// While the page is open, what it shows is kept.
setInterval(() => fetch("/api/health").then(() => view && view.alive && view.alive()).catch(() => {}), 25000);
window.addEventListener("hashchange", show);

// A file that misses the place for it must not replace the page.
for (const name of ["dragover", "drop"]) window.addEventListener(name, (event) => event.preventDefault());

try {
  await speak(wanted(), false);
  await show();
} catch (refused) {
  location.reload();
}
