// Tells, while somebody plans, how much of the time their five stages take; without it the form tells when it is sent.

const told = document.querySelector('[data-plan-total]');
const form = told?.closest('form');

if (form) {
  const lengths = JSON.parse(document.getElementById('plan-lengths').textContent);
  const fields = [...form.querySelectorAll('[data-minutes]')];
  const most = () => lengths[form.elements.slot?.value] ?? lengths.own;

  const tell = () => {
    const minutes = fields.reduce((sum, field) => sum + (Number.parseInt(field.value, 10) || 0), 0);
    const over = minutes - most();
    const words = over > 0 ? told.dataset.tooLong : told.dataset.fits;
    told.textContent = words.replace('{minutes}', minutes).replace('{most}', most()).replace('{over}', over);
    told.classList.toggle('is-too-long', over > 0);
    told.hidden = false;
  };

  form.addEventListener('input', tell);
  tell();
}
