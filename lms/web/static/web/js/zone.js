// Proposes the zone that the reader's own clock is set to: in the sign-up form's hidden field, and in a list of places.

const zone = Intl.DateTimeFormat().resolvedOptions().timeZone ?? '';

for (const field of document.querySelectorAll('[data-browser-zone]')) {
  const known = !field.options || [...field.options].some((option) => option.value === zone);
  if (known) field.value = zone;
}
