// What somebody signed in has written waits on the server under their ward name, before it leaves the screen unsent.

const TIME = 3000;
const root = document.documentElement;
const form = () => root.dataset.drafts && [...document.querySelectorAll("form[data-draft]")].find(hasNewWords);
const hasNewWords = (one) => [...one.querySelectorAll("textarea")].some((box) => box.value.trim() && box.value !== box.defaultValue);
let kept = "";

const keep = async (one) => {
  const typed = new URLSearchParams(new FormData(one));
  typed.set("draft_of", new URL(one.action).pathname);
  if (kept === typed.toString() || "sent" in one.dataset) return;
  const send = { method: "POST", body: typed, keepalive: true, signal: AbortSignal.timeout(TIME) };
  const answer = await fetch(root.dataset.drafts, send).catch(() => null);
  if (answer?.ok) kept = typed.toString();
};

const keepNow = () => {
  const one = form();
  return one ? keep(one) : null;
};

document.addEventListener("wv:covered", keepNow);
document.addEventListener("wv:leaving", (event) => event.detail.waitFor(keepNow()));
document.addEventListener("visibilitychange", keepNow);
window.addEventListener("pagehide", keepNow);
document.addEventListener("submit", async (event) => {
  const one = form();
  if (event.target.matches("[data-draft]")) event.target.dataset.sent = "";
  if (event.defaultPrevented || !one || !event.target.matches("[data-finish]")) return;
  event.preventDefault();
  await keep(one);
  event.target.submit();
});
