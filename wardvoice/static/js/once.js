// A second click on a button that has just sent a form sends nothing; without scripts the server knows it anyway.

const PAUSE = 2000;

document.addEventListener("submit", (event) => {
  const form = event.target;
  if (form.dataset.sentAt && Date.now() - Number(form.dataset.sentAt) < PAUSE) {
    event.preventDefault();
    event.stopImmediatePropagation();
  }
  form.dataset.sentAt = String(Date.now());
}, true);
