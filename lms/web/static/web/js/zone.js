// Fills the hidden field of the sign-up form with the zone that the reader's own clock is set to.

for (const field of document.querySelectorAll('[data-browser-zone]')) {
  field.value = Intl.DateTimeFormat().resolvedOptions().timeZone ?? '';
}
