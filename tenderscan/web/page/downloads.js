// What is taken along: the tender with its clauses, the report in each format, what is set aside.

import { fill, h } from "./dom.js";
import { download, query } from "./api.js";
import { chosen, say } from "./words.js";

const OFFERED = ["docx", "html", "pdf", "xlsx", "json"];

export function downloads(place, result) {
  const fault = h("p", { class: "fault", role: "alert" });
  function button(path, title, main) {
    const made = h("button", { type: "button", class: main ? "main" : null, onclick: async () => {
      made.disabled = true;
      fault.textContent = "";
      try { await download(path); } catch (refused) { fault.textContent = say("web.download-failed", { why: refused.message }); }
      made.disabled = false;
    } }, title);
    return h("li", {}, made);
  }
  const titles = new Map(chosen().formats.map((each) => [each.id, each.title]));
  return h("section", { class: "downloads", "aria-labelledby": "take" }, h("h2", { id: "take" }, say("web.take-along")),
    h("ul", { class: "plain-list" }, button(`${place}/suggestion`, say("web.suggestion"), true),
      OFFERED.map((name) => button(query(`${place}/report`, { format: name }), titles.get(name))),
      result.aside.length > 0 && button(`${place}/suppressions`, say("web.aside-file"))), fault);
}
