// Renews the checklist beside the editor whenever Wagtail has kept a draft by itself.

document.addEventListener('w-autosave:success', async (event) => {
  const list = document.querySelector('[data-checklist]');
  if (!list) return;
  const { pk } = event.detail.response;
  if (pk) list.dataset.checklist = list.dataset.checklist.replace(/\/\d+\/checklist\/$/, `/${pk}/checklist/`);
  const answer = await fetch(list.dataset.checklist);
  if (!answer.ok) return;
  list.innerHTML = await answer.text();
  const count = answer.headers.get('X-Count');
  const counter = document.querySelector('[data-side-panel-toggle="before-publishing"] [data-side-panel-toggle-counter]');
  counter.textContent = count;
  counter.hidden = count === '0';
});
