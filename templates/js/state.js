// The reader's choices, kept in the fragment: #c12;view=inline;kind=moved,split;in=c40;lang=zh
// The first part is the change; without script it is all there is, and the browser follows it.
const root = document.documentElement;
const pristine = `<!doctype html>\n${root.outerHTML}`; // before anything is changed: what a copy is saved from
const main = document.getElementById("changes");
const toolbar = document.querySelector(".toolbar");
const VIEWS = ["sides", "changes", "inline", "full"];
const narrow = matchMedia("(max-width: 46rem)").matches; // there is room for only one column
const defaults = { at: "", view: narrow ? "inline" : "sides", kind: "", in: "", lang: root.lang.slice(0, 2) };
let state = { ...defaults };

function readState() {
  const [at, ...choices] = decoded(location.hash.slice(1)).split(";");
  const read = { ...defaults, at };
  for (const choice of choices) {
    const [key, value] = choice.split("=");
    if (key in defaults && value) read[key] = value;
  }
  if (!VIEWS.includes(read.view)) read.view = defaults.view;
  if (!LANGUAGES.includes(read.lang)) read.lang = defaults.lang;
  return read;
}

// A mangled address is no reason to fail.
function decoded(text) {
  try { return decodeURIComponent(text); } catch { return ""; }
}

function fragment() {
  const choices = Object.keys(defaults).filter((key) => key !== "at" && state[key] !== defaults[key]);
  return "#" + [state.at, ...choices.map((key) => `${key}=${state[key]}`)].join(";");
}

// `step` adds a history entry for the back button; stepping through changes would add too many.
function keepState({ step = false } = {}) {
  if (fragment() === (location.hash || "#")) return;
  if (step) history.pushState(null, "", fragment());
  else history.replaceState(null, "", fragment());
}

function choose(choices) {
  Object.assign(state, choices);
  keepState({ step: true });
  showState();
}
