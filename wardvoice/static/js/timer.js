// How long a line of the agenda is on: counts beside the plain words that the page brings along. It never rings.

const seen = new WeakMap();

const clock = (seconds) => `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;

const show = (box) => {
  if (!seen.has(box)) seen.set(box, performance.now());
  const gone = "still" in box.dataset ? 0 : Math.floor((performance.now() - seen.get(box)) / 1000);
  const left = Number(box.dataset.planned) - Number(box.dataset.spent) - gone;
  const face = box.querySelector("[role=timer]");
  face.textContent = left >= 0 ? `${clock(left)} ${box.dataset.left}` : `${clock(-left)} ${box.dataset.over}`;
  face.hidden = false;
};

const all = () => document.querySelectorAll("[data-timer]").forEach(show);

all();
window.setInterval(all, 1000);
for (const kind of ["wv:shown", "htmx:after:swap"]) document.addEventListener(kind, all);
