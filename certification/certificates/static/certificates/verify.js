// Lets a file be dropped on the frame of the form, and tells that it is too large before it is sent; without script the
// form's own field and the site do both.

for (const form of document.querySelectorAll('.verify-file')) {
  const field = form.querySelector('input[type="file"]');
  const told = form.querySelector('[role="alert"]');
  const over = (on) => form.classList.toggle('is-over', on);

  const fits = () => {
    const large = [...field.files].some((file) => file.size > Number(form.dataset.most));
    told.textContent = large ? form.dataset.tooLarge : '';
    told.hidden = !large;
    return !large;
  };

  form.querySelector('.verify-drop-hint').hidden = false;
  field.addEventListener('change', fits);
  form.addEventListener('submit', (event) => fits() || event.preventDefault());
  form.addEventListener('dragover', (event) => {
    event.preventDefault();
    over(true);
  });
  form.addEventListener('dragleave', () => over(false));
  form.addEventListener('drop', (event) => {
    event.preventDefault();
    over(false);
    if (!event.dataTransfer.files.length) return;
    field.files = event.dataTransfer.files;
    if (fits()) form.requestSubmit();
  });
}
