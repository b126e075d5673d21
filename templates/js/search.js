// Search in both texts: in the rows, so that a place is found once in any view. Width, case and invisible characters are ignored.
const searchBox = toolbar.querySelector("[data-search]");
const hitsLine = toolbar.querySelector("[data-hits]");
const MOST_LIT = 2000; // highlights; more would slow every paint
const INVISIBLE = /[\u00ad\u034f\u061c\u180e\u200b-\u200f\u2060-\u2064\ufeff]/;
const EVERY_INVISIBLE = new RegExp(INVISIBLE, "g");
const foldedCharacters = new Map();
let texts = null; // [row, its text folded], made at the first search
let hits = [];
let hit = -1;

function foldCharacter(character) {
  let folded = foldedCharacters.get(character);
  if (folded === undefined) {
    folded = character.normalize("NFKC").toLowerCase();
    if (folded.length !== character.length) folded = character; // every visible character keeps its place among them
    foldedCharacters.set(character, folded);
  }
  return folded;
}

function foldText(text) {
  return text.replace(EVERY_INVISIBLE, "").replace(/[^\u3041-\u9fff]/g, foldCharacter);
}

function textOf(element) {
  return [...element.querySelectorAll(":scope > :is(.old, .new, .both)")].map((side) => side.textContent).join("\n");
}

function search(query) {
  const wanted = foldText(query.trim());
  texts ??= [...main.querySelectorAll(".rows .row[id]:not(.stub)")].map((row) => [row, foldText(textOf(row))]);
  hits = wanted ? texts.filter(([, text]) => text.includes(wanted)).map(([row]) => row) : [];
  hit = -1;
  light(wanted);
  sayHits(wanted);
}

function sayHits(wanted = foldText(searchBox.value.trim())) {
  if (!wanted) hitsLine.textContent = "";
  else if (!hits.length) hitsLine.textContent = say("no_hits");
  else hitsLine.textContent = hit < 0 ? say("hits", { count: hits.length }) : `${hit + 1} / ${hits.length}`;
}

function light(wanted) {
  if (!globalThis.Highlight) return;
  const found = new Highlight();
  for (const row of wanted ? hits : []) {
    for (const place of [row, ...(paned ? placesOf(row).filter((slot) => slot !== row) : [])]) {
      for (const range of rangesIn(place, wanted)) if (found.size < MOST_LIT) found.add(range);
    }
    if (found.size >= MOST_LIT) break;
  }
  CSS.highlights.set("found", found);
}

function* rangesIn(element, wanted) {
  for (const block of element.querySelectorAll(".brief, .old > :not(table), .new > :not(table), .inline > :not(table), :is(td, th):not(.sign), :scope > p, :scope > .h")) {
    const nodes = [];
    let text = "";
    for (const walker = document.createTreeWalker(block, NodeFilter.SHOW_TEXT); walker.nextNode();) {
      nodes.push([text.length, walker.currentNode]);
      text += walker.currentNode.data;
    }
    const folded = foldText(text);
    const visible = folded.length < text.length ? [...text.split("").keys()].filter((place) => !INVISIBLE.test(text[place])) : null;
    for (let at = folded.indexOf(wanted); at >= 0; at = folded.indexOf(wanted, at + wanted.length)) {
      const range = document.createRange();
      const [first, last] = [at, at + wanted.length - 1].map((place) => visible?.[place] ?? place);
      const [from, to] = [first, last].map((place) => nodes.findLast(([start]) => start <= place));
      range.setStart(from[1], first - from[0]);
      range.setEnd(to[1], last + 1 - to[0]);
      yield range;
    }
  }
}

function stepHit(by) {
  if (!hits.length) return;
  hit = (hit + by + hits.length) % hits.length;
  if (!hits[hit].offsetParent) unfilterFor(hits[hit]);
  mark(hits[hit]);
  bring(hits[hit]);
  sayHits();
}
