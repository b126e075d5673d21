// The words of the interface. Text of the documents is never touched.
const words = JSON.parse(document.getElementById("words").textContent);
const LANGUAGES = words[""];

function say(key, values = {}) {
  return (words[key]?.[LANGUAGES.indexOf(state.lang)] ?? key).replace(/{(\w+)}/g, (_, name) => values[name] ?? "");
}

function speak(language) {
  if (!LANGUAGES.includes(language) || root.lang.startsWith(language)) return;
  root.lang = language === "zh" ? "zh-Hans" : language;
  for (const element of document.querySelectorAll("[data-t]")) {
    element.textContent = say(element.dataset.t, element.dataset);
  }
  for (const name of ["aria-label", "placeholder", "title"]) {
    for (const element of document.querySelectorAll(`[data-t-${name}]`)) {
      element.setAttribute(name, say(element.getAttribute(`data-t-${name}`), element.dataset));
    }
  }
  for (const mark of document.querySelectorAll(".mark")) mark.textContent = say(mark.classList[1] ?? mark.className);
  for (const noise of document.querySelectorAll(".n[title]")) noise.title = say(`class_${noise.classList[1]}`) + (noise.dataset.leads ?? "");
  for (const element of document.querySelectorAll("[lang]:not([data-doc], html)")) element.lang = root.lang;
}
