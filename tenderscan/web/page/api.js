// What the server is asked; what it refuses becomes an error with its sentence and status.

import { say, language } from "./words.js";

export class Refusal extends Error {
  constructor(status, sentence) {
    super(sentence);
    this.status = status;
  }
}

export async function ask(method, path, body) {
  const headers = { "X-Tenderscan": "page", "Accept-Language": language() };
  const options = { method, headers };
  if (body instanceof FormData) options.body = body;
  else if (body !== undefined) {
    headers["Content-Type"] = "application/json";
    options.body = JSON.stringify(body);
  }
  let answer;
  try {
    answer = await fetch(path, options);
  } catch (lost) {
    throw new Refusal(0, say("web.no-server"));
  }
  if (!answer.ok) {
    let told = "";
    try { told = (await answer.json()).detail; } catch (none) { told = String(answer.status); }
    throw new Refusal(answer.status, told);
  }
  return answer;
}

export const get = async (path) => (await ask("GET", path)).json();
export const post = async (path, body) => (await ask("POST", path, body)).json();
export const patch = async (path, body) => (await ask("PATCH", path, body)).json();
export const drop = async (path) => ask("DELETE", path);

export const query = (path, values) => `${path}?${new URLSearchParams(values)}`;

// A file that the server makes when it is asked: a refusal is told, and no page of errors is opened.
export async function download(path) {
  const answer = await ask("GET", path);
  const named = /filename\*=UTF-8''([^;]+)/.exec(answer.headers.get("content-disposition") || "");
  const link = document.createElement("a");
  link.href = URL.createObjectURL(await answer.blob());
  link.download = named ? decodeURIComponent(named[1]) : "tenderscan";
  document.body.append(link);
  link.click();
  link.remove();
  setTimeout(() => URL.revokeObjectURL(link.href), 10000);
}

export const wait = (milliseconds) => new Promise((done) => setTimeout(done, milliseconds));
