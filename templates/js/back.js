// Back: where a link was followed from, for the chip and for the browser's own button.
const chip = document.querySelector(".back");
let origin = null;
let jumping = false; // between a click on a link and the landing

function opensElsewhere(event) {
  return event.ctrlKey || event.metaKey || event.shiftKey || event.button > 0;
}

// The row at the top of the window and where it begins, or how far the page is scrolled above the rows.
function whereabouts(link) {
  const row = topRow();
  const place = row && placesOf(row)[0];
  const card = link.closest(".masthead") && link.closest(".card");
  const title = card ? card.querySelector("h2").textContent : entries.get(headingAbove(row ?? main)?.id)?.querySelector(".title").textContent;
  const tab = tabs.find((one) => one.hasAttribute("aria-current"))?.hash;
  return place ? { id: row.id, top: place.getBoundingClientRect().top, title } : { id: "", top: scrollY, tab, title: card ? title : "" };
}

function leave(link) {
  origin = whereabouts(link);
  history.replaceState(origin, "");
  jumping = true;
  chip.hidden = false;
  chip.href = `#${origin.id || "changes"}`;
  const text = chip.querySelector("[data-t]");
  text.dataset.title = origin.title || say("beginning");
  text.textContent = say(text.dataset.t, text.dataset);
}

// Who reads on has arrived.
function dropChip() {
  if (landing) chip.from = scrollY;
  else if (strayed && Math.abs(scrollY - chip.from) > 2 * innerHeight) chip.hidden = true;
}

function comeBack({ id, top, tab }) {
  if (tab) showTab(tab);
  const row = document.getElementById(id);
  if (!row) { landing = landed = null; scrollTo({ top, behavior: "instant" }); return; }
  reveal(row);
  if (!row.offsetParent) unfilterFor(row);
  land(placesOf(row), top);
}

chip.addEventListener("click", (event) => {
  if (opensElsewhere(event)) return;
  event.preventDefault();
  chip.hidden = true;
  history.pushState(null, "", chip.hash);
  mark(null);
  comeBack(origin);
});
