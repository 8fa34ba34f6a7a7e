// At a ward screen words do not wait for whoever comes next: they are covered, somebody is asked for, the visit ends.
// Time is measured on two clocks, never counted: one stands still while the machine sleeps, the other can be set back.

const root = document.documentElement;
const LOOK = 500, TELL = 20, RETRY = 5000;
const dialog = (name) => document.getElementById(`wv-${name}`);
const limit = (name) => Number(root.dataset[name] ?? Infinity);
const moment = () => ({ wall: Date.now(), steady: performance.now() });
const since = (then) => Math.max(Date.now() - then.wall, performance.now() - then.steady) / 1000;

let touched = moment(), told = moment(), over = false, finishing = false;
const tabs = new BroadcastChannel("wv-visit");

const open = (name) => {
  if (dialog(name).open) return;
  root.classList.add("wv-quiet");
  dialog(name).showModal();
};

const close = (name) => {
  dialog(name).close();
  root.classList.toggle("wv-quiet", dialog("covered").open);
};

const cover = () => {
  if (dialog("covered").open) return;
  open("covered");
  document.dispatchEvent(new Event("wv:covered"));
};

const warn = (left) => {
  open("warned");
  dialog("warned").querySelector("[data-seconds-left]").textContent = String(Math.ceil(left));
};

// The server hears of whoever goes on; if their session is gone by then, so must their page be.
const tell = async () => {
  told = moment();
  const headers = { "X-CSRF-Token": document.querySelector("input[name=csrf]").value };
  const answer = await fetch("/stay", { method: "POST", headers }).catch(() => null);
  if (answer && [401, 403].includes(answer.status)) end();
};

const touch = () => {
  touched = moment();
  tabs.postMessage("touched");
};

const stay = () => {
  touch();
  close("warned");
  tell();
};

const clear = () => {
  const last = dialog("over");
  document.body.replaceChildren(...(last ? [last] : []));
  document.title = "WardVoice";
  last?.showModal();
};

const end = async () => {
  if (over) return;
  over = true;
  const waiting = [];
  document.dispatchEvent(new CustomEvent("wv:leaving", { detail: { waitFor: (promise) => waiting.push(promise) } }));
  clear();
  await Promise.allSettled(waiting);
  await goHome();
};

// A server that does not answer leaves the screen cleared; it is asked again until the session is surely ended.
const goHome = async () => {
  const answer = await fetch("/ended", { redirect: "manual" }).catch(() => null);
  if (answer?.type !== "opaqueredirect") return window.setTimeout(goHome, RETRY);
  tabs.postMessage("over");
  window.location.replace("/");
};

const watch = () => {
  if (over || !root.dataset.end) return;
  const idle = since(touched);
  if (idle >= limit("end")) return end();
  if (idle >= limit("cover")) cover();
  if (idle >= limit("warn")) warn(limit("end") - idle);
};

const seen = (event) => {
  watch();
  if (over || !root.dataset.end) return;
  const asked = dialog("warned").open;
  if (event.type === "keydown" && (asked || (event.key === "Escape" && dialog("covered").open))) event.preventDefault();
  if (asked && event.type === "keydown") stay();
  if (asked) return;
  touch();
  if (since(told) >= TELL) tell();
};

const press = (event) => {
  if (event.target.closest?.("#wv-warned")) stay();
  if (event.target.closest?.("[data-show-words]")) close("covered");
};

// All tabs are one visit: a touch in one of them counts in all, and what is over in one is over in all.
const hear = ({ data }) => {
  watch();
  if (over) return;
  if (data === "touched") {
    touched = moment();
    if (dialog("warned")?.open) close("warned");
  } else {
    over = true;
    clear();
    window.location.replace("/");
  }
};

const finish = (event) => {
  finishing ||= event.target.matches("[data-finish]");
};

const leave = () => {
  if (finishing) tabs.postMessage("over");
};

if (root.classList.contains("wv-terminal")) {
  tabs.addEventListener("message", hear);
  document.addEventListener("submit", finish);
  window.addEventListener("pagehide", leave);
  for (const kind of ["keydown", "pointerdown", "touchstart", "wheel", "scroll", "input"]) {
    window.addEventListener(kind, seen, { capture: true, passive: kind !== "keydown" });
  }
  for (const kind of ["focus", "visibilitychange", "resume"]) window.addEventListener(kind, watch, true);
  document.addEventListener("click", press);
  window.setInterval(watch, LOOK);
}
