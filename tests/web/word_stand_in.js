// What the pane asks of Word, over a list of paragraphs: window.tender holds its bytes (base64) and paragraphs.
(() => {
  const bytes = Uint8Array.from(atob(window.tender.file), (sign) => sign.charCodeAt(0));
  const half = Math.ceil(bytes.length / 2);
  const parts = [bytes.slice(0, half), bytes.slice(half)];
  const ok = (value) => ({ status: "succeeded", value });
  const state = { mode: "Off", paragraphs: window.tender.paragraphs.map((each) => ({ ...each, put: false })), selected: "" };
  window.word = state;

  const wrapped = (kept) => ({
    kept,
    get text() { return kept.text; },
    get style() { return kept.style; },
    set style(name) { kept.style = name; },
    get outlineLevel() { return kept.outlineLevel; },
    insertParagraph(text, where) {
      if (where !== "After") throw new Error(where);
      const made = { text, style: "", outlineLevel: 10, put: state.mode };
      state.paragraphs.splice(state.paragraphs.indexOf(kept) + 1, 0, made);
      return wrapped(made);
    },
    search(words) {
      const at = kept.text.indexOf(words);
      const item = {
        delete() { kept.struck = [state.mode, words]; },
        select() { state.selected = words; },
      };
      return { items: at < 0 ? [] : [item], load() {} };
    },
  });

  window.Word = {
    ChangeTrackingMode: { trackAll: "TrackAll" },
    run: (doing) => doing({
      document: {
        load() {},
        get changeTrackingMode() { return state.mode; },
        set changeTrackingMode(mode) { state.mode = mode; },
        body: {
          paragraphs: { load() {}, get items() { return state.paragraphs.map(wrapped); } },
          insertParagraph(text, where) {
            if (where !== "End") throw new Error(where);
            const made = { text, style: "", outlineLevel: 10, put: state.mode };
            state.paragraphs.push(made);
            return wrapped(made);
          },
          search: (words) => wrapped(state.paragraphs.find((each) => each.text.includes(words)) || { text: "" }).search(words),
        },
      },
      sync: async () => {},
    }),
  };
  window.Office = {
    AsyncResultStatus: { Succeeded: "succeeded" },
    FileType: { Compressed: "compressed" },
    context: {
      displayLanguage: "fr-BE",
      document: {
        getFileAsync: (kind, how, done) => done(ok({
          sliceCount: parts.length,
          getSliceAsync: (number, got) => got(ok({ data: Array.from(parts[number]) })),
          closeAsync: (closed) => closed(),
        })),
      },
    },
    onReady: (begin) => { addEventListener("load", begin); },
  };
})();
