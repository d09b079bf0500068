// Says in words when a passkey prompt was closed or cannot open; the browser itself only tells the console.
const place = document.querySelector("[data-passkey-message]");

document.addEventListener("allauth.error", (event) => {
  if (!place) return;
  event.preventDefault();
  place.hidden = false;
  place.focus();
});
