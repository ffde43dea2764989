// Two versions side by side: an earlier one is sent, and what became of each criterion is told.

import { announce, fill, h } from "./dom.js";
import { drop, get, post, wait } from "./api.js";
import { language, say } from "./words.js";
import { verdictBadge } from "./verdict.js";

const WORKING = ["waiting", "reading", "judging"];

export function compareSection(place, result, id) {
  const told = h("div", { "aria-live": "polite" });
  const input = h("input", { type: "file", multiple: true, class: "unseen", tabindex: "-1", "aria-hidden": "true", onchange: compare });
  const choose = h("button", { type: "button", onclick: () => input.click() }, say("web.compare-files"));

  async function compare() {
    if (!input.files.length) return;
    choose.disabled = true;
    fill(told, h("p", {}, say("web.sending")));
    let old = null;
    try {
      const form = new FormData();
      for (const file of input.files) form.append("files", file, file.name);
      form.append("language", language());
      const recognised = result.dossier.recognised;
      if (recognised.cpv.length) form.append("cpv", recognised.cpv.join(","));
      form.append("profile", recognised.profile);
      old = await post("/api/dossiers", form);
      let state = old;
      while (WORKING.includes(state.state)) {
        fill(told, h("p", {}, say(state.state === "judging" ? "web.judging" : state.reading ? "web.reading" : "web.waiting", state.reading || {})));
        await wait(200);
        state = await get(`/api/dossiers/${old.id}`);
      }
      if (state.state !== "done") throw new Error(state.fault);
      show(await post("/api/comparisons", { old: old.id, new: id }));
    } catch (refused) {
      fill(told, h("p", { class: "fault" }, refused.message));
    }
    if (old) drop(`/api/dossiers/${old.id}`).catch(() => {});
    input.value = "";
    choose.disabled = false;
  }

  function show(found) {
    const changed = found.criteria.filter((each) => each.change !== "same");
    if (!changed.length) { fill(told, h("p", {}, say("web.compare-same"))); return; }
    const side = (verdict, name, passages, key) => h("td", { "data-name": name }, verdictBadge(verdict),
      passages.map((each) => h("blockquote", {}, h("span", { class: "soft" }, say(key)), " ", each.quote)));
    fill(told, h("p", {}, say(found.fails ? "diff.fails" : "diff.passes")),
      h("table", { class: "stack" }, h("thead", {}, h("tr", {}, ["report.criterion", "diff.old", "diff.new"].map((key) => h("th", { scope: "col" }, say(key))))),
        h("tbody", {}, changed.map((each) => h("tr", {}, h("th", { scope: "row" }, each.title, h("br"), h("span", { class: "soft" }, say(`diff.${each.change}`))),
          side(each.old.verdict, say("diff.old"), each.removed, "web.compare-gone"), side(each.new.verdict, say("diff.new"), each.added, "web.compare-new"))))));
    announce(say(found.fails ? "diff.fails" : "diff.passes"));
  }

  return h("section", { class: "compare", "aria-labelledby": "compare" }, h("h2", { id: "compare" }, say("web.compare")), choose, input, told);
}
