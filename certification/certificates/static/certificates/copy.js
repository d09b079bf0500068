// Copies what stands in a field, at one press. Without script the field is there to select.

for (const button of document.querySelectorAll('[data-copies]')) {
  if (!navigator.clipboard) continue;
  button.hidden = false;
  button.addEventListener('click', async () => {
    const field = document.getElementById(button.dataset.copies);
    field.select();
    await navigator.clipboard.writeText(field.value);
    document.getElementById(button.getAttribute('aria-describedby')).textContent = button.dataset.copied;
  });
}
