// The open document: its bytes as a Word file, and changes to it as tracked changes.

const SLICE = 4194304;
const LONGEST_SEARCH = 255;

// The document as Word would save it.
export function documentBytes() {
  return new Promise((done, failed) => {
    Office.context.document.getFileAsync(Office.FileType.Compressed, { sliceSize: SLICE }, async (got) => {
      if (got.status !== Office.AsyncResultStatus.Succeeded) return failed(new Error(got.error.message));
      const file = got.value;
      const parts = [];
      try {
        for (let number = 0; number < file.sliceCount; number += 1) parts.push(await slice(file, number));
        done(new Blob(parts));
      } catch (error) {
        failed(error);
      } finally {
        file.closeAsync(() => {});
      }
      return null;
    });
  });
}

function slice(file, number) {
  return new Promise((done, failed) => {
    file.getSliceAsync(number, (got) => {
      if (got.status === Office.AsyncResultStatus.Succeeded) done(new Uint8Array(got.value.data));
      else failed(new Error(got.error.message));
    });
  });
}

// Makes the changes, tracked: how many found their place, how many went to the end.
export function putIn(changes) {
  return Word.run(async (context) => {
    const { document } = context;
    const { paragraphs } = document.body;
    document.load("changeTrackingMode");
    paragraphs.load("items/text,items/style,items/outlineLevel");
    await context.sync();
    const before = document.changeTrackingMode;
    document.changeTrackingMode = Word.ChangeTrackingMode.trackAll;
    const made = { placed: 0, ended: 0 };
    const last = new Map();
    for (const change of changes) {
      const home = named(paragraphs.items, change.place);
      // Words that are not found stay, and so would the contradiction: nothing is put in beside them.
      if (change.strike && !(home && (await strike(context, home, change.strike)))) continue;
      if (home) made.placed += 1;
      else made.ended += 1;
      if (change.clause) put(change, home, document.body, last, named(paragraphs.items, change.like));
    }
    await context.sync();
    document.changeTrackingMode = before;
    await context.sync();
    return made;
  });
}

// Selects a passage.
export function show(quote) {
  return Word.run(async (context) => {
    const found = context.document.body.search(quote.slice(0, LONGEST_SEARCH), { ignoreSpace: true });
    found.load("items");
    await context.sync();
    if (found.items.length) found.items[0].select();
    await context.sync();
  });
}

async function strike(context, home, words) {
  const found = home.search(words.slice(0, LONGEST_SEARCH), { matchCase: true });
  found.load("items");
  await context.sync();
  if (!found.items.length) return false;
  if (words.length <= LONGEST_SEARCH) {
    found.items[0].delete();
    return true;
  }
  const end = home.search(words.slice(-LONGEST_SEARCH), { matchCase: true });
  end.load("items");
  await context.sync();
  if (!end.items.length) return false;
  found.items[0].expandTo(end.items[end.items.length - 1]).delete();
  return true;
}

function put(change, home, body, last, like) {
  const parts = change.clause.split("\n").map((each) => each.trim()).filter(Boolean);
  const headed = change.heading && like;
  if (!headed && change.title) parts[0] = `${change.title}. ${parts[0]}`;
  // What was put in at this place before stays before.
  let at = home ? last.get(home) || home : null;
  const add = (text, style) => {
    at = at ? at.insertParagraph(text, "After") : body.insertParagraph(text, "End");
    at.style = style;
  };
  if (headed) add(change.heading, like.style);
  for (const text of parts) add(text, home && !isHeading(home) ? home.style : "Normal");
  if (home) last.set(home, at);
}

const isHeading = (paragraph) => paragraph.outlineLevel >= 1 && paragraph.outlineLevel <= 9;

// The paragraph that a place names: the same words, but for a number that Word makes itself.
function named(paragraphs, place) {
  if (!place) return null;
  const wanted = folded(place.text);
  const same = paragraphs.filter((each) => {
    const said = folded(each.text);
    return said && wanted.endsWith(said) && wanted.length - said.length <= 20;
  });
  return same[Math.min(place.before, same.length - 1)] || null;
}

const folded = (text) => text.replace(/\s+/g, " ").trim().toLowerCase();
