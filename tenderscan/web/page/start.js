// The beginning: files are dropped or chosen, with what is known already; or a text is pasted.

import { announce, field, fill, h, select } from "./dom.js";
import { post } from "./api.js";
import { chosen, language, say } from "./words.js";
import { codeField } from "./codes.js";
import { verdictBadge } from "./verdict.js";

export function startView(main, go) {
  let files = [];
  const known = { country: "", profile: "", cpv: [] };
  const fault = h("p", { class: "fault", role: "alert" });
  const list = h("ul", { class: "files" });
  const send = h("button", { type: "submit", class: "main", hidden: true }, say("web.check"));

  function take(more) {
    const limits = chosen().limits;
    const names = new Set(files.map((file) => `${file.name}/${file.size}`));
    files = files.concat([...more].filter((file) => !names.has(`${file.name}/${file.size}`)));
    fault.textContent = "";
    if (files.length > limits.files) fault.textContent = say("web.too-many");
    else if (files.reduce((sum, file) => sum + file.size, 0) > limits.bytes) fault.textContent = say("web.too-large");
    tell();
  }

  function tell() {
    fill(list, files.map((file, number) => h("li", {}, h("span", {}, file.name), " ",
      h("button", { type: "button", class: "quiet", "aria-label": say("web.remove", { name: file.name }),
        onclick: () => { files.splice(number, 1); take([]); choose.focus(); } }, "×"))));
    send.hidden = files.length === 0 || Boolean(fault.textContent);
    if (files.length) announce(`${say("web.chosen")}${say("report.colon")} ${files.map((file) => file.name).join(", ")}`);
  }

  async function submit(event) {
    event.preventDefault();
    if (!files.length || send.disabled) return;
    const form = new FormData();
    for (const file of files) form.append("files", file, file.webkitRelativePath || file.name);
    form.append("language", language());
    if (known.country) form.append("country", known.country);
    if (known.profile) form.append("profile", known.profile);
    if (known.cpv.length) form.append("cpv", known.cpv.join(","));
    if (password.value) form.append("password", password.value);
    send.disabled = true;
    send.textContent = say("web.sending");
    try {
      go(`tender/${(await post("/api/dossiers", form)).id}`);
    } catch (refused) {
      fault.textContent = refused.message;
      send.disabled = false;
      send.textContent = say("web.check");
    }
  }

  const input = h("input", { type: "file", multiple: true, class: "unseen", tabindex: "-1", "aria-hidden": "true", id: "files",
    onchange: () => { take(input.files); input.value = ""; } });
  const choose = h("button", { type: "button", onclick: () => input.click() }, say("web.choose"));
  const password = h("input", { type: "password", autocomplete: "off" });
  const limits = chosen().limits;
  const zone = h("div", { class: "zone",
    ondragover: () => zone.classList.add("over"), ondragleave: () => zone.classList.remove("over"),
    ondrop: (event) => { zone.classList.remove("over"); take(event.dataTransfer.files); } },
  h("p", { class: "big" }, say("web.drop")), choose, input,
  h("p", { class: "soft" }, say("web.kinds", { files: limits.files, size: Math.floor(limits.bytes / 1e6) })));

  function page() {
    const more = h("details", {}, h("summary", {}, say("web.more-choices")), h("div", { class: "fields" },
      codeField(known.cpv, (codes) => { known.cpv = codes; }),
      field(say("web.country"), select(chosen().countries, "", (value) => { known.country = value; }, say("web.as-shown"))),
      field(say("web.profile"), select(chosen().profiles, "", (value) => { known.profile = value; }, say("web.as-shown"))),
      field(say("web.password"), password)));
    return [h("h1", {}, say("web.tagline")), h("form", { onsubmit: submit }, zone, list, fault, send, more), pasted()];
  }

  return { async show() { document.title = "tenderscan"; fill(main, page()); } };
}

function pasted() {
  const text = h("textarea", { rows: 6 });
  const result = h("div", { "aria-live": "polite" });
  async function judge(event) {
    event.preventDefault();
    if (!text.value.trim()) return;
    try {
      const told = await post("/api/texts", { text: text.value, language: language() });
      const spoken = told.criteria.filter((each) => each.evidence.length);
      fill(result, h("p", {}, say("web.text-verdicts", { count: spoken.length })),
        spoken.map((each) => h("div", { class: "row" }, verdictBadge(each.verdict), " ", h("strong", {}, each.title), h("p", {}, each.why))));
    } catch (refused) {
      fill(result, h("p", { class: "fault" }, refused.message));
    }
  }
  return h("details", { class: "pasted" }, h("summary", {}, say("web.paste")),
    h("form", { onsubmit: judge }, field(say("web.text"), text), h("button", { type: "submit" }, say("web.check"))), result);
}
