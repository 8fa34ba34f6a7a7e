// Words are sent without leaving their page, so that they are still there when nobody took them. Once the server has
// answered, the browser goes on by itself: to the page it is led to, or, where sending again stores nothing more, by
// sending the form. Forms without words, and browsers without scripts, send themselves; htmx is only watched.

const TIME = 30000;
const holdsWords = (form) => form.method === "post" && !form.hasAttribute("hx-post") && ("holdsWords" in form.dataset || form.querySelector("textarea"));

const send = async (form, button) => {
  form.setAttribute("aria-busy", "true");
  const body = new URLSearchParams(new FormData(form, button));
  const ask = { method: "POST", body, headers: { "WV-Stays": "1" }, signal: AbortSignal.timeout(TIME) };
  const answer = await fetch(form.action, ask).catch(() => null);
  const text = await answer?.text().catch(() => null);
  form.removeAttribute("aria-busy");
  if (text == null || answer.status >= 500) notSent(form, button);
  else if (answer.headers.has("WV-Go")) window.location.assign(answer.headers.get("WV-Go"));
  else if (answer.redirected) window.location.assign(answer.url);
  else goOn(form, button, new DOMParser().parseFromString(text, "text/html"));
};

const goOn = (form, button, fresh) => {
  const stored = fresh.querySelector("main[data-receipt]") && !("repeats" in form.dataset);
  if (stored || "swaps" in form.dataset) return show(fresh);
  const pressed = Object.assign(document.createElement("input"), { type: "hidden", name: button?.name ?? "", value: button?.value ?? "" });
  form.append(pressed);
  form.submit();
};

const clear = (form) => form.querySelector(".wv-not-sent")?.remove();

const notSent = (form, button) => {
  clear(form);
  delete form.dataset.sentAt;
  delete form.dataset.sent;
  form.append(document.getElementById("wv-not-sent").content.cloneNode(true));
  const again = form.querySelector(".wv-not-sent button");
  again.addEventListener("click", () => form.requestSubmit(button?.isConnected ? button : null));
  again.focus();
};

// The receipt of what is stored already takes the place of the page: it cannot be asked for twice, nor can a PIN be tried.
const show = (fresh) => {
  document.title = fresh.title;
  for (const { name, value } of fresh.documentElement.attributes) document.documentElement.setAttribute(name, value);
  document.body.replaceWith(document.adoptNode(fresh.body));
  window.htmx?.process(document.body);
  window.scrollTo(0, 0);
  document.getElementById("main").focus();
  document.dispatchEvent(new Event("wv:shown"));
};

const watch = ({ target, detail }) => {
  const form = (detail.ctx?.sourceElement ?? target).closest?.("form");
  if (form) notSent(form, detail.ctx?.sourceEvent?.submitter);
};

document.addEventListener("submit", (event) => {
  if (event.defaultPrevented) return;
  clear(event.target);
  if (!holdsWords(event.target)) return;
  event.preventDefault();
  if (event.target.ariaBusy !== "true") send(event.target, event.submitter);
});
document.addEventListener("htmx:error", watch);
document.addEventListener("htmx:response:error", (event) => {
  if (event.detail.ctx.response.status >= 500) watch(event);
});
