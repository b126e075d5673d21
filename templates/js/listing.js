// All changes as a table: built from the rows when its tab is first opened, to sort, filter and copy from.
const listing = document.querySelector(".listing");
const LISTED_AT_ONCE = 300; // lines laid out at once; a button adds as many
const ACTING = /^[=+\-@](?!\d+(?:[.,]\d+)*%?$)/; // a spreadsheet takes it for a formula, unless it is a number
const FAR = /^([^]{16}[\w.,%]*)([^]{16,}?)([\w.,%]*[^]{16})$/; // characters shown on either side of what is left out, and whole numbers
let lines = []; // one for each change, in the chosen order
let listed = []; // those of them that pass the filters
let limit = LISTED_AT_ONCE;
const lineOf = new Map();

function growListing() {
  if (lines.length) return;
  const [found, figures] = [linksIn(".findings"), linksIn(".quantities")];
  lines = changes.map((row, index) => makeLine(row, index + 1, found[row.id] ?? [], figures[row.id] ?? []));
  showLines();
}

function linksIn(scope) {
  const found = {};
  for (const link of document.querySelectorAll(`${scope} a[href^="#"]`)) (found[link.hash.slice(1)] ??= []).push(link);
  return found;
}

function make(tag, className, ...children) {
  const made = document.createElement(tag);
  made.className = className;
  made.append(...children);
  return made;
}

function worded(key) {
  const made = make("span", "", say(key));
  made.dataset.t = key;
  return made;
}

function makeLine(row, number, links, figures) {
  const box = make("input", "");
  box.type = "checkbox";
  const place = make("a", "", pathOf(row) || worded("beginning"));
  place.href = `#${row.id}`;
  const marks = marksOf(row), found = links.map(findingOf), both = ["old", "new"].map((side) => sideOf(row, side));
  if (both[0].length && both[1].length) both.flat().forEach(clip);
  const line = make("tr", "",
    make("td", "number", make("label", "", box, ` ${number}`)), make("td", "place", place),
    make("td", "kind", ...marks.flatMap((name) => [make("span", `mark ${name}`, say(name)), " "])),
    make("td", "before", ...both[0]), make("td", "after", ...both[1]),
    make("td", "figures", ...figures.map(figureOf)),
    make("td", "finding", ...new Map(found.map(({ message }) => [message.textContent, message])).values()), make("td", "verdict"), make("td", "note"));
  line.cells[1].dataset.order = number;
  if (found.length) line.cells[6].dataset.order = Math.min(...found.map(({ level }) => ["error", "warning", "info"].indexOf(level) + 1 || 9));
  for (const index of [2, 6, 7]) line.cells[index].lang = root.lang;
  Object.assign(line.dataset, { kind: marks.join(" "), finding: found.map(({ level }) => level).join(" ") || "none" });
  lineOf.set(row, line);
  listOpinions(row);
  return line;
}

// The titles of the sections that contain a row, outermost first.
function pathOf(row) {
  let item = entries.get(headingAbove(row)?.id)?.parentElement;
  if (entries.has(row.id)) item = item.parentElement.closest("li");
  const titles = [];
  for (; item; item = item.parentElement.closest("li")) titles.unshift(item.querySelector(".title").textContent);
  return titles.join(" › ");
}

// A table added or deleted as a whole says so for its rows.
function marksOf(row) {
  const marks = row.querySelectorAll(":scope > .gutter .mark, :scope > .sign .mark");
  return marks.length ? [...marks].map((mark) => mark.classList[1]) : [row.classList[0]];
}

function sideOf(row, side) {
  if (!row.matches("tr")) return [...row.querySelectorAll(`:scope > .${side} > *`)].map((text) => make("p", "", ...text.cloneNode(true).childNodes));
  const [other, edit] = side === "old" ? ["new", "ins"] : ["old", "del"];
  const texts = [];
  for (let part = row; part && (part === row || !(part.id || part.matches(".more-line"))); part = part.nextElementSibling) {
    if (part.dataset.sides === other) continue;
    const copy = part.cloneNode(true);
    for (const gone of copy.querySelectorAll(`.sign, .only-${other}, ${edit}, .editor, .opinion, .remark`)) gone.remove();
    if (side === "old") for (const noise of copy.querySelectorAll(".n[data-old]")) noise.textContent = noise.dataset.old;
    texts.push(make("p", "", ...[...copy.cells].flatMap((cell, index) => [index ? " | " : "", ...cell.childNodes])));
  }
  return texts;
}

// Of unchanged text, the words near edits and at either end show; the rest stays there, to be found and copied.
function clip(text) {
  for (const part of [...text.childNodes]) {
    const [, near, far, end] = (part.nodeType === Node.TEXT_NODE && FAR.exec(part.data)) || [];
    if (far) part.replaceWith(near, make("span", "far", far), end);
  }
}

function figureOf(link) {
  const [, , , old, young, gap] = link.closest("tr").cells;
  const parts = [...gap.cloneNode(true).childNodes].filter((part) => !part.matches?.(".path:not(.part-of)") && part.textContent.trim());
  const said = parts.length ? parts : [`${old.textContent} → ${young.textContent}`];
  return make("p", "", ...said, " ", make("small", "path", link.textContent));
}

function findingOf(link) {
  const item = link.closest("li"), minor = link.closest(".infos details");
  const chip = item.querySelector(".chip"); // if more than a hint
  const source = minor ? minor.querySelector("summary [data-t]") : (chip ? item.lastElementChild : item).firstElementChild;
  const copy = source.cloneNode(true);
  const message = make("p", "", ...(chip ? [chip.cloneNode(true), " "] : []), ...(copy.matches("a") ? copy.childNodes : [copy]));
  return { message, level: chip?.classList[1] ?? (minor ? "info" : "accepted") };
}

function listOpinions(row) {
  const line = lineOf.get(row);
  if (!line) return;
  const said = opinionsOf(row), verdicts = [...new Set(said.map(({ verdict }) => verdict).filter(Boolean))];
  line.cells[7].replaceChildren(...verdicts.map((verdict) => make("p", "", worded(`verdict_${verdict}`))));
  line.cells[8].replaceChildren(...said.filter(({ note }) => note).map(({ by, note }) => make("p", "", [by, note].filter(Boolean).join(say("colon")))));
  line.dataset.verdict = verdicts.join(" ") || "none";
}

function showLines() {
  const sought = listing.querySelector("[type=search]").value.toLowerCase().split(/\s+/);
  const chosen = [...listing.querySelectorAll("select")].filter((select) => select.value);
  listed = lines.filter((line) => chosen.every(({ name, value }) => line.dataset[name].split(" ").includes(value)) && sought.every((word) => line.textContent.toLowerCase().includes(word)));
  listing.querySelector("tbody").replaceChildren(...listed.slice(0, limit));
  const more = listing.querySelector("[data-further]");
  more.hidden = listed.length <= limit;
  tell(more.firstChild, "further", { count: listed.length - limit });
  tell(listing.querySelector("[role=status]"), "filtered", { count: listed.length, total: lines.length });
  listing.querySelector("[data-all]").checked = listed.length > 0 && listed.every(isChosen);
}

function tell(element, key, values) {
  Object.assign(element.dataset, { t: key, ...values });
  element.textContent = say(key, values);
}

function isChosen(line) {
  return line.querySelector("input").checked;
}

// The selected lines, or all visible ones if none are: with tabs between the cells, or as a Markdown table.
async function copyLines(form) {
  const chosen = listed.filter(isChosen), copied = chosen.length ? chosen : listed;
  const textsOf = ({ cells }) => [...cells].map((cell) => (cell.querySelector("p") ? [...cell.children] : [cell]).map((part) => part.textContent.replace(/\s+/g, " ").trim()));
  const head = textsOf(listing.querySelector("thead tr")), body = copied.map(textsOf);
  const markdown = (texts) => texts.map((text) => text.replace(/[\\`*_[\]<>|~]/g, "\\$&")).join("<br>");
  const row = (cells) => `| ${cells.map(markdown).join(" | ")} |`;
  const text = form === "markdown" ? [row(head), row(head.map(() => ["---"])), ...body.map(row)].join("\n")
    : [head, ...body].map((cells) => cells.map((texts) => texts.join(" ").replace(ACTING, "'$&")).join("\t")).join("\n");
  const done = await putOnClipboard(`${text}\n`);
  tell(listing.querySelector("[role=status]"), done ? "copied" : "copy_refused", { count: copied.length });
}

async function putOnClipboard(text) {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch { // not every browser lets a local page do so
    const [box, focused] = [make("textarea", ""), document.activeElement];
    box.value = text;
    listing.append(box);
    box.select();
    const done = document.execCommand("copy");
    box.remove();
    focused?.focus();
    return done;
  }
}

if (listing) {
  for (const control of listing.querySelectorAll("select, [type=search]")) control.addEventListener("input", () => { limit = LISTED_AT_ONCE; showLines(); });
  for (const button of listing.querySelectorAll("[data-copy]")) button.addEventListener("click", () => copyLines(button.dataset.copy));
  listing.querySelector("[data-further]").addEventListener("click", () => { limit += LISTED_AT_ONCE; showLines(); });
  listing.addEventListener("change", ({ target }) => {
    if (target.matches("[data-all]")) for (const line of listed) line.querySelector("input").checked = target.checked;
    else if (target.matches("td input")) listing.querySelector("[data-all]").checked = listed.every(isChosen);
  });
}
