// Says kindly that this device has answered. Best effort: whoever empties it, or has another, may answer again.
const KEY = "feedback-answered/";

try {
  const thanks = document.querySelector("[data-thanks]");
  if (thanks) localStorage.setItem(KEY + thanks.dataset.thanks, "yes");
  const told = document.querySelector("[data-answered]");
  if (told && localStorage.getItem(KEY + told.dataset.answered)) told.hidden = false;
} catch {
  // A browser that keeps nothing has nothing to say.
}
