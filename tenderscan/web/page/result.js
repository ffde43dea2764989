// The result: the one page to act on first, then every criterion, each with the document's page beside it.

import { announce, fill, h, select } from "./dom.js";
import { get, patch, wait } from "./api.js";
import { capital, chosen, language, say } from "./words.js";
import { codeField } from "./codes.js";
import { compareSection } from "./compare.js";
import { criterionArticle } from "./criterion.js";
import { downloads } from "./downloads.js";
import { field } from "./dom.js";
import { SIGNS } from "./verdict.js";
import { viewer } from "./viewer.js";

const WORK = ["missing", "contradicted", "undecided", "weak"];
const SHOWN = { work: "web.show-work", asked: "web.show-asked", all: "web.show-all" };

export function resultView(main, id, go) {
  const place = `/api/dossiers/${encodeURIComponent(id)}`;
  const opened = new Set();
  let result = null;
  let filter = "work";
  let beside = null;
  let left = false;

  async function show() {
    result = await get(`${place}/result`);
    document.title = `${result.dossier.name} – tenderscan`;
    beside = beside || viewer(place, result.documents);
    draw();
  }

  function draw() {
    const first = new Set(result.gaps.filter((gap) => gap.criteria.length === 1).map((gap) => gap.criteria[0]));
    fill(main, front(first), h("div", { class: "split" }, h("div", { class: "criteria" }, required(first), others(first)), beside.element),
      downloads(place, result), compareSection(place, result, id), h("p", {}, h("a", { class: "button", href: "#" }, say("web.again"))));
    // The document opens at the first passage of what asks for work.
    const shown = result.gaps.flatMap((gap) => gap.criteria).map(find).find((view) => view && view.passages.length);
    beside.first(shown && shown.passages[0].evidence);
  }

  const context = {
    place,
    open: (criterion, on) => (on ? opened.add(criterion) : opened.delete(criterion)),
    passage: (evidence, article) => beside.show(evidence, article),
    country: () => result.dossier.recognised.region || result.dossier.recognised.country,
    aside: () => result.aside,
    async setAside(every, criterion) {
      await patch(place, { aside: every });
      opened.add(criterion);
      await show();
      const article = document.getElementById(`c-${criterion}`);
      if (article) article.querySelector("summary").focus();
    },
  };

  function article(view, open, gap) {
    return criterionArticle(view, gap, open || opened.has(view.finding.id), context);
  }

  function front() {
    const name = result.dossier.recognised.profile;
    const profile = { label: say("report.profile"), text: (chosen().profiles.find((each) => each.id === name) || { title: name }).title };
    const lines = [...result.about, profile, ...result.unread].map((each) => h("p", { class: result.unread.includes(each) ? "unread" : "soft" },
      h("b", {}, capital(each.label) + say("report.colon")), " ", each.text));
    const gaps = result.gaps.map((gap) => h("li", {}, h("span", { class: `sign ${gap.verdict}`, "aria-hidden": "true" }, SIGNS[gap.verdict]), " ",
      gap.criteria.length === 1
        ? h("a", { href: `#tender/${id}`, onclick: (event) => { event.preventDefault(); reveal(gap.criteria[0]); } }, gap.title)
        : [gap.title, h("p", { class: "soft" }, gap.why)],
      gap.place && h("span", { class: "soft" }, ` ${gap.place}`)));
    return h("section", { class: "first", "aria-labelledby": "title" },
      h("h1", { id: "title" }, result.title), h("p", { class: "verdict big" }, result.verdict), lines,
      gaps.length > 0 && h("ul", { class: "gaps" }, gaps), result.rest && h("p", { class: "soft" }, result.rest),
      result.rejected.length > 0 && h("details", {}, h("summary", {}, `${say("report.rejected")} (${result.rejected.length})`),
        h("ul", {}, result.rejected.map((each) => h("li", {}, each)))),
      correction());
  }

  function reveal(criterion) {
    const found = document.getElementById(`c-${criterion}`);
    if (!found) return;
    found.querySelector("details").open = true;
    found.scrollIntoView({ block: "start" });
    found.querySelector("summary").focus();
  }

  function required(first) {
    const views = result.gaps.filter((gap) => gap.criteria.length === 1).map((gap) => [gap, find(gap.criteria[0])]).filter(([, view]) => view);
    if (!views.length) return null;
    return h("section", { "aria-labelledby": "required" }, h("h2", { id: "required" }, say("report.missing-first")),
      views.map(([gap, view], number) => article(view, number === 0, gap)));
  }

  const find = (criterion) => result.criteria.find((view) => view.finding.id === criterion);

  function others(first) {
    const list = h("div", {});
    const count = h("p", { class: "soft", role: "status" });
    function tell() {
      const shown = result.criteria.filter((view) => !first.has(view.finding.id) && shows(view));
      fill(list, shown.map((view) => article(view, false, null)));
      count.textContent = say("web.shown", { count: shown.length });
    }
    const choices = Object.entries(SHOWN).map(([name, key]) => ({ id: name, title: say(key) }))
      .concat(Object.keys(SIGNS).map((name) => ({ id: name, title: say(`verdict.${name}`) })));
    tell();
    return h("section", { "aria-labelledby": "all" }, h("h2", { id: "all" }, say("web.all-criteria")),
      field(say("web.show"), select(choices, filter, (value) => { filter = value; tell(); })), count, list);
  }

  function shows(view) {
    const verdict = view.finding.verdict;
    if (filter === "all") return true;
    if (filter === "asked") return view.asked;
    if (filter === "work") return view.asked && WORK.includes(verdict);
    return verdict === filter;
  }

  // What was recognised, and the same to be corrected.
  function correction() {
    const found = result.dossier.recognised;
    const asked = {};
    const fault = h("p", { class: "fault", role: "alert" });
    const apply = h("button", { type: "submit", disabled: true }, say("web.apply"));
    const change = (name, value) => { asked[name] = value; apply.disabled = false; };
    async function judge(event) {
      event.preventDefault();
      apply.disabled = true;
      try {
        await patch(place, asked);
        for (let state = await get(place); state.state === "judging" && !left; state = await get(place)) await wait(100);
        await show();
        document.getElementById("title").scrollIntoView();
        announce(result.verdict);
      } catch (refused) {
        fault.textContent = refused.message;
        apply.disabled = false;
      }
    }
    const form = h("form", { onsubmit: judge, class: "fields" }, codeField(found.cpv, (codes) => change("cpv", codes.length ? codes : null)),
      field(say("web.country"), select(chosen().countries, found.region || found.country, (value) => change("country", value || null), say("web.as-shown"))),
      field(say("web.profile"), select(chosen().profiles, found.profile, (value) => change("profile", value || null), say("web.as-shown"))), fault, apply);
    return h("details", { class: "correct" }, h("summary", {}, `${say("web.recognised")} – ${say("web.correct")}`), form);
  }

  return { show, leave() { left = true; } };
}
