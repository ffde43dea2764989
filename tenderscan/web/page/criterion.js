// One criterion: verdict, passages, the clause whose verdict follows as it is changed, and setting it aside.

import { announce, field, fill, h } from "./dom.js";
import { post } from "./api.js";
import { capital, label, language, say } from "./words.js";
import { verdictBadge } from "./verdict.js";

const PAUSE = 350;

export function criterionArticle(view, gap, open, context) {
  const finding = view.finding;
  const id = `c-${finding.id}`;
  const level = h("span", { class: "soft" }, say(`level.${finding.level}`));
  const article = h("article", { id, class: `criterion ${finding.verdict}` });
  const details = h("details", { open }, h("summary", { onclick: write }, h("h3", {}, verdictBadge(finding.verdict), " ", finding.title, " ", level,
    finding.suppressed !== null && h("span", { class: "badge not-applicable" }, say("report.suppressed")))));
  const inner = h("div", { class: "inner" });
  details.append(inner);
  let filled = false;
  // On the click already: "toggle" comes later, and a quick Tab would go past what is not there yet.
  function write() {
    if (filled) return;
    filled = true;
    fill(inner, body());
  }
  details.addEventListener("toggle", () => {
    context.open(finding.id, details.open);
    if (!details.open) return;
    write();
    if (view.passages.length && details.dataset.shown !== "1") context.passage(view.passages[0].evidence, article, true);
  });
  if (open) { details.dataset.shown = "1"; write(); }
  article.append(details);

  function body() {
    const place = gap && gap.place ? gap.place : finding.advice && (finding.advice.place || finding.advice.where);
    return [
      finding.suppressed !== null && h("p", { class: "aside" }, say("web.aside-said", { reason: finding.suppressed })),
      h("p", {}, finding.why),
      finding.reasons.length + finding.gaps.length > 0 && view.comments.length > 0 && h("ul", {}, view.comments.map((each) => h("li", {}, each))),
      finding.outdated && h("p", {}, finding.outdated),
      view.passages.length > 0 && [h("h4", {}, capital(say("report.evidence"))), view.passages.map(passage)],
      near(),
      finding.advice && finding.verdict !== "not-applicable" && finding.verdict !== "met" && clause(place),
      h("p", { class: "soft" }, label("report.why-it-matters"), " ", view.matters),
      finding.advice && finding.advice.source && h("p", { class: "soft" }, label("report.source"), " ", finding.advice.source),
      finding.verdict !== "met" && finding.verdict !== "not-applicable" && aside(),
    ];
  }

  function passage(each) {
    const show = h("button", { type: "button", class: "where", title: say("web.show-in-document"),
      onclick: () => context.passage(each.evidence, article) }, each.where);
    return h("div", { class: "passage" }, show, h("blockquote", { lang: each.evidence.language }, each.before, " ", h("mark", {}, each.evidence.quote), " ", each.after));
  }

  function near() {
    const every = finding.verdict === "met" ? [] : finding.near_misses.slice(0, 4);
    return every.length > 0 && h("details", {}, h("summary", {}, `${capital(say("report.near-misses"))} (${finding.near_misses.length})`),
      every.map((each) => h("blockquote", {}, each.quote, h("p", { class: "soft" }, [each.document, each.page && `${say("report.page")} ${each.page}`, say(`near-miss.${each.reason}`)].filter(Boolean).join(", ")))));
  }

  function clause(place) {
    if (!finding.advice.clause) return place ? h("p", {}, label("report.where-it-belongs"), " ", place) : null;
    const text = h("textarea", { rows: Math.min(12, 2 + Math.ceil(finding.advice.clause.length / 70)), lang: finding.advice.language, value: finding.advice.clause });
    const verdict = h("p", { class: "draft", role: "status" });
    const copied = h("button", { type: "button", onclick: copy }, say("report.copy"));
    let timer = 0;
    text.addEventListener("input", () => { clearTimeout(timer); timer = setTimeout(judge, PAUSE); });
    async function judge() {
      const asked = text.value;
      if (!asked.trim()) { verdict.textContent = ""; return; }
      try {
        const told = await post("/api/texts", { text: asked, criteria: [finding.id], language: language(), country: context.country() || null });
        if (asked !== text.value) return;
        const [found] = told.criteria;
        const [change] = told.changes[finding.id] || [];
        fill(verdict, say("web.draft"), " ", verdictBadge(found.verdict), found.verdict !== "missing" && ` ${found.why}`,
          change && found.verdict !== "met" && change.kind !== "paste" && ` ${say("web.draft-change", { change: say(`change.${change.kind}`, { ...change, place: "" }).replace(/ \(\)/, "") })}`);
      } catch (refused) {
        fill(verdict, h("span", { class: "fault" }, refused.message));
      }
    }
    async function copy() {
      let done = false;
      try { await navigator.clipboard.writeText(text.value); done = true; } catch (refused) { text.select(); done = document.execCommand("copy"); }
      if (done) { copied.textContent = say("report.copied"); announce(say("report.copied")); setTimeout(() => { copied.textContent = say("report.copy"); }, 2500); }
    }
    return h("div", { class: "clause" }, place && h("p", { class: "place" }, place), field(say("web.clause"), text), verdict,
      h("p", {}, copied), finding.advice.note && h("p", { class: "soft" }, finding.advice.note));
  }

  function aside() {
    const every = context.aside();
    const own = every.find((each) => each.criterion === finding.id);
    if (own) {
      return h("p", {}, h("button", { type: "button", onclick: () => context.setAside(every.filter((each) => each !== own), finding.id) }, say("web.undo")));
    }
    if (finding.suppressed !== null) return null;
    const space = h("div", {});
    const ask = (key, reasoned) => {
      const reason = h("input", { type: "text", required: true, maxlength: "1900" });
      const until = h("input", { type: "date" });
      const fault = h("p", { class: "fault", role: "alert" });
      async function save(event) {
        event.preventDefault();
        const entry = { criterion: finding.id, reason: reasoned(reason.value), until: until.value || null };
        try { await context.setAside([...every, entry], finding.id); } catch (refused) { fault.textContent = refused.message; }
      }
      fill(space, h("form", { class: "fields", onsubmit: save }, field(say(key), reason), field(say("web.until"), until), fault,
        h("p", {}, h("button", { type: "submit" }, say("web.set-aside")), " ", h("button", { type: "button", class: "quiet", onclick: buttons }, say("web.cancel")))));
      reason.focus();
    };
    const buttons = () => fill(space, h("p", {},
      h("button", { type: "button", class: "quiet", onclick: () => ask("web.why-not-ours", (text) => text) }, say("web.not-ours")), " ",
      h("button", { type: "button", class: "quiet", onclick: () => ask("web.where-met", (text) => say("web.met-reason", { where: text })) }, say("web.met-there"))));
    buttons();
    return space;
  }

  return article;
}
