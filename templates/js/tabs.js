// Tabs: one card at a time, on a phone none until one is chosen. Without scripts, and on paper, all are stacked.
const tabs = [...document.querySelectorAll(".tabs a")];

function showTab(name) {
  if (name === "#tab-listing") growListing();
  for (const tab of tabs) {
    const chosen = tab.hash === name;
    if (chosen) tab.setAttribute("aria-current", "true");
    else tab.removeAttribute("aria-current");
    document.getElementById(tab.hash.slice(1)).classList.toggle("shown", chosen);
  }
}

for (const tab of tabs) tab.addEventListener("click", (event) => { if (!opensElsewhere(event)) { event.preventDefault(); showTab(narrow && tab.hasAttribute("aria-current") ? "" : tab.hash); } });
if (narrow) showTab("");
