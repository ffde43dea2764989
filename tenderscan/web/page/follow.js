// A tender that was sent: followed by page while it is read, cancelled, or shown when it is done.

import { announce, fill, h } from "./dom.js";
import { drop, get, wait } from "./api.js";
import { say } from "./words.js";
import { resultView } from "./result.js";

// Milliseconds between two questions: soon at first, for most tenders are short.
const PAUSE = 100;
const LONG = 400;
const PATIENT = 3000;
const WORKING = ["waiting", "reading", "judging"];

export function followView(main, id, go) {
  const place = `/api/dossiers/${encodeURIComponent(id)}`;
  let left = false;
  let shown = null;

  async function show() {
    let state;
    try {
      state = await get(place);
      if (WORKING.includes(state.state)) state = await follow(state);
    } catch (refused) {
      if (!left) failed(refused.status === 404 ? say("web.gone") : refused.message);
      return;
    }
    if (left) return;
    if (state.state === "done") {
      shown = resultView(main, id, go);
      await shown.show();
      announce(say("web.done"));
    } else failed(state.state === "cancelled" ? say("web.cancelled") : state.fault);
  }

  async function follow(first) {
    let state = first;
    const begun = Date.now();
    const bar = h("progress", { max: "1", "aria-label": say("report.pages") });
    const told = h("p", { class: "big" });
    const cancel = h("button", { type: "button", onclick: stop }, say("web.cancel"));
    document.title = `${state.name} – tenderscan`;
    fill(main, h("h1", {}, state.name), told, bar, h("p", {}, cancel));
    cancel.focus();
    announce(sentence(state));
    while (WORKING.includes(state.state) && !left) {
      told.textContent = sentence(state);
      const share = done(state);
      if (share === null) bar.removeAttribute("value");
      else bar.value = share;
      await wait(Date.now() - begun < PATIENT ? PAUSE : LONG);
      if (!left) state = await get(place);
    }
    return state;
  }

  async function stop() {
    left = true;
    try { await drop(place); } catch (gone) { /* it is gone, which was asked */ }
    failed(say("web.cancelled"));
  }

  function failed(sentence) {
    const again = h("a", { class: "button main", href: "#" }, say("web.again"));
    fill(main, h("h1", {}, say("web.failed")), h("p", { class: "fault", role: "alert" }, sentence), h("p", {}, again));
    if (sentence === say("web.cancelled")) main.querySelector("h1").textContent = say("web.cancelled"), main.querySelector(".fault").remove();
    again.focus();
  }

  return {
    show,
    leave() { left = true; if (shown) shown.leave(); },
    alive() { get(place).catch(() => {}); },
    async speaks(language, patch) {
      try { await patch(place, { language }); } catch (early) { /* it is still read: its report is in the first language */ }
    },
  };
}

function sentence(state) {
  const reading = state.reading;
  if (state.state === "reading" && reading) {
    return say(reading.pages ? "web.reading-page" : "web.reading", { ...reading, page: reading.page + 1 });
  }
  return say(`web.${state.state === "reading" ? "waiting" : state.state}`);
}

// The share of the pages that is read; null where nobody can tell.
function done(state) {
  const reading = state.reading;
  if (state.state === "judging") return null;
  if (!reading || (!reading.pages && reading.files < 2)) return null;
  return (reading.number - 1 + (reading.pages ? reading.page / reading.pages : 0)) / reading.files;
}
