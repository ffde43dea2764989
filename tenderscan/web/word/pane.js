// The task pane: sends the open document to the server that serves this page, shows its gaps, and puts clauses in.

import { documentBytes, putIn, show } from "./document.js";

const KEPT = "tenderscan-token";
const GAPS = ["missing", "weak", "contradicted"];
const part = (id) => document.getElementById(id);

let words = {};
let language = "en";
let token = "";
let dossier = null;

function say(name, values = {}) {
  const said = (words[name] || {})[language] || (words[name] || {}).en || name;
  return said.replace(/\{(\w+)\}/g, (whole, key) => (key in values ? String(values[key]) : whole));
}

function tell(text) {
  part("told").textContent = text;
}

async function ask(path, given = {}) {
  const headers = { Authorization: `Bearer ${token}`, "Accept-Language": language, ...given.headers };
  const answer = await fetch(path, { ...given, headers });
  const data = await answer.json().catch(() => ({}));
  if (!answer.ok) throw Object.assign(new Error(data.detail || `HTTP ${answer.status}`), { status: answer.status });
  return data;
}

async function judged() {
  const form = new FormData();
  form.append("files", new Blob([await documentBytes()]), "document.docx");
  let state = await ask("/api/dossiers", { method: "POST", body: form });
  while (["waiting", "reading", "judging"].includes(state.state)) {
    await new Promise((done) => setTimeout(done, 300));
    state = await ask(`/api/dossiers/${state.id}`);
  }
  if (state.state !== "done") throw new Error(state.fault || state.state);
  if (dossier) await ask(`/api/dossiers/${dossier}`, { method: "DELETE" }).catch(() => ({}));
  dossier = state.id;
  return dossier;
}

async function check() {
  const report = await ask(`/api/dossiers/${await judged()}/report?format=json`);
  const gaps = report.criteria.filter((each) => each.level === "required" && GAPS.includes(each.verdict));
  list(gaps);
  tell(gaps.length ? say("gaps", { count: gaps.length }) : say("nothing"));
}

async function insert() {
  const { changes } = await ask(`/api/dossiers/${await judged()}/changes`);
  list([]);
  tell(changes.length ? say("put-in", await putIn(changes)) : say("nothing"));
}

// What a tender or a report says becomes text, never markup.
function list(gaps) {
  part("gaps").replaceChildren(...gaps.map(entry));
}

function entry(gap) {
  const item = document.createElement("li");
  item.append(made("strong", gap.title), made("p", gap.why));
  const found = gap.evidence[0];
  if (found) {
    const button = made("button", say("show"));
    button.addEventListener("click", () => work(() => show(found.quote)));
    item.append(made("p", found.quote, "quote"), button);
  }
  if (gap.advice && gap.advice.clause) item.append(made("p", gap.advice.clause));
  return item;
}

function made(name, text, kind = "") {
  const element = document.createElement(name);
  element.textContent = text;
  if (kind) element.className = kind;
  return element;
}

async function work(doing) {
  for (const button of document.querySelectorAll("button")) button.disabled = true;
  try {
    await doing();
  } catch (error) {
    if (error.status === 401) closed(say("wrong"));
    else tell(error.status ? error.message : say("failed", { why: error.message }));
  } finally {
    for (const button of document.querySelectorAll("button")) button.disabled = false;
  }
}

function closed(why = "") {
  part("door").hidden = false;
  part("work").hidden = true;
  tell(why);
}

async function open() {
  await ask("/api/dossiers/none").catch((error) => {
    if (error.status !== 404) throw error;
  });
  try {
    localStorage.setItem(KEPT, token);
  } catch {
    // Asked again next time.
  }
  part("door").hidden = true;
  part("work").hidden = false;
  tell("");
}

function pasted(text) {
  try {
    return new URL(text).searchParams.get("token") || text;
  } catch {
    return text;
  }
}

async function begin() {
  words = await (await fetch("words.json")).json();
  const wanted = (globalThis.Office && Office.context && Office.context.displayLanguage) || navigator.language || "en";
  language = ["nl", "fr", "de"].includes(wanted.slice(0, 2)) ? wanted.slice(0, 2) : "en";
  document.documentElement.lang = language;
  for (const each of document.querySelectorAll("[data-say]")) each.textContent = say(each.dataset.say);
  if (!globalThis.Word) return tell(say("no-word"));
  part("door").addEventListener("submit", (event) => {
    event.preventDefault();
    token = pasted(part("token").value.trim());
    work(open);
  });
  const reading = (doing) => () => {
    tell(say("reading"));
    work(doing);
  };
  part("check").addEventListener("click", reading(check));
  part("insert").addEventListener("click", reading(insert));
  try {
    token = localStorage.getItem(KEPT) || "";
  } catch {
    token = "";
  }
  return token ? work(open) : closed();
}

if (globalThis.Office) Office.onReady(begin);
else addEventListener("load", begin);
