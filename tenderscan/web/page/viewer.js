// The document beside the criteria: a page of a PDF as it looks, the text of other files, the passage marked.

import { fill, h, select } from "./dom.js";
import { get, query } from "./api.js";
import { say } from "./words.js";

const BEFORE = 40;
const AFTER = 120;
const NARROW = "(max-width: 61.99rem)";

export function viewer(place, documents) {
  const texts = new Map();
  const names = documents.map((each) => each.path);
  let path = names[0];
  let page = 1;
  let passage = null;
  let asked = 0;

  const bar = h("div", { class: "viewer-bar" });
  const sheet = h("div", { class: "sheet-frame", tabindex: "0", role: "region", "aria-label": path || "" });
  const element = h("section", { class: "viewer", "aria-labelledby": "document" }, h("h2", { id: "document" }, say("web.document")), bar, sheet);

  async function text(name) {
    if (!texts.has(name)) texts.set(name, get(query(`${place}/text`, { document: name })));
    return texts.get(name);
  }

  async function draw() {
    if (!path) return;
    const turn = (asked += 1);
    let found;
    try { found = await text(path); } catch (refused) { fill(sheet, h("p", { class: "fault" }, refused.message)); return; }
    if (turn !== asked) return;
    sheet.setAttribute("aria-label", path);
    sheet.lang = ((documents.find((each) => each.path === path) || {}).languages || [])[0] || "";
    const drawn = found.page_sizes.length > 0;
    const pages = found.page_sizes.length;
    page = Math.min(Math.max(1, page), Math.max(1, pages));
    const chooser = select(names.map((name) => ({ id: name, title: name })), path, (value) => { path = value; page = 1; passage = null; draw(); });
    chooser.setAttribute("aria-label", say("web.which-document"));
    const turnPage = (by) => { page += by; draw().then(() => { const again = bar.querySelector(`[data-by="${by}"]`); if (again && !again.disabled) again.focus(); }); };
    const step = (by, sign, key) => h("button", { type: "button", "data-by": by, "aria-label": say(key), disabled: by < 0 ? page === 1 : page === pages, onclick: () => turnPage(by) }, sign);
    fill(bar, chooser, drawn && [step(-1, "‹", "web.previous"), h("span", { "aria-live": "polite" }, say("web.page-of", { page, pages })), step(1, "›", "web.next")]);
    if (drawn) sheetOf(found); else plain(found.elements);
  }

  function sheetOf(found) {
    const [width, height] = found.page_sizes[page - 1];
    const picture = h("img", { src: query(`${place}/page`, { document: path, page, width: 1100 }), alt: say("web.picture-of", { page, document: path }),
      width: Math.round(width || 595), height: Math.round(height || 842) });
    const boxes = passage && passage.document === path ? passage.boxes.filter((box) => box.page === page) : [];
    const marks = boxes.map((box) => {
      const mark = h("div", { class: "box", "aria-hidden": "true" });
      mark.style.left = `${(100 * (box.x0 - 2)) / width}%`;
      mark.style.top = `${(100 * (box.top - 2)) / height}%`;
      mark.style.width = `${(100 * (box.x1 - box.x0 + 4)) / width}%`;
      mark.style.height = `${(100 * (box.bottom - box.top + 4)) / height}%`;
      return mark;
    });
    const words = found.elements.filter((each) => each.page === page);
    fill(sheet, h("div", { class: "sheet" }, picture, marks), h("details", {}, h("summary", {}, say("web.page-text")), lines(words)));
    if (marks.length) requestAnimationFrame(() => { sheet.scrollTop = Math.max(0, marks[0].offsetTop - sheet.clientHeight / 3); });
    else sheet.scrollTop = 0;
  }

  function plain(elements) {
    const here = passage && passage.document === path ? elements.findIndex((each, number) => number === elements.length - 1 || elements[number + 1].start > passage.start) : -1;
    const from = Math.max(0, here - BEFORE);
    const shown = elements.slice(from, from + BEFORE + AFTER);
    fill(sheet, h("div", { class: "plain" }, from > 0 && h("p", { class: "soft" }, "…"), lines(shown), shown.length < elements.length && h("p", { class: "soft" }, say("web.cut-short"))));
    const mark = sheet.querySelector("mark");
    if (mark) sheet.scrollTop = mark.offsetTop - sheet.offsetTop - sheet.clientHeight / 3;
    else sheet.scrollTop = 0;
  }

  function lines(elements) {
    return elements.map((each) => h("p", { class: each.kind }, marked(each)));
  }

  function marked(each) {
    if (!passage || passage.document !== path) return each.text;
    const from = Math.max(0, passage.start - each.start);
    const to = Math.min(each.text.length, passage.end - each.start);
    if (to <= from) return each.text;
    return [each.text.slice(0, from), h("mark", {}, each.text.slice(from, to)), each.text.slice(to)];
  }

  // On a narrow screen the document stands under the criterion that is looked at.
  function settle(article) {
    if (!window.matchMedia(NARROW).matches) return;
    const inner = article && article.querySelector(".inner");
    if (inner) inner.append(element);
  }

  return {
    element,
    first(evidence) {
      if (evidence && !passage) {
        path = evidence.document;
        page = evidence.page || 1;
        passage = evidence;
      }
      draw();
    },
    show(evidence, article, quiet) {
      path = evidence.document;
      page = evidence.page || 1;
      passage = evidence;
      settle(article);
      const done = draw();
      if (!quiet && window.matchMedia(NARROW).matches) done.then(() => element.scrollIntoView({ block: "nearest" }));
    },
  };
}
