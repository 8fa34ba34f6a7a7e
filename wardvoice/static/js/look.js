// Larger text or stronger colours at once, without leaving the page: what somebody is writing stays as it is.

const dress = () => {
  for (const button of document.querySelectorAll(".wv-look [form]")) button.removeAttribute("form");
};

const change = async (form, button) => {
  const body = new URLSearchParams(new FormData(form, button));
  const answer = await fetch(form.action, { method: "POST", body }).catch(() => null);
  delete form.dataset.sentAt;
  if (!answer) return;
  const fresh = new DOMParser().parseFromString(await answer.text(), "text/html");
  Object.assign(document.documentElement.dataset, fresh.documentElement.dataset);
  form.replaceChildren(...(fresh.querySelector(".wv-look") ?? form).children);
  dress();
  form.querySelector(`[name="${button.name}"][value="${button.value}"]`)?.focus();
};

document.addEventListener("submit", (event) => {
  if (event.defaultPrevented || !event.target.matches(".wv-look")) return;
  event.preventDefault();
  change(event.target, event.submitter);
});
document.addEventListener("wv:shown", dress);
dress();
