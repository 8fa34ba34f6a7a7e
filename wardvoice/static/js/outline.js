// The way through a meeting is longer than its box: the step that is shown stays in sight there; the page does not move.

const inSight = () => {
  const step = document.querySelector("#outline [aria-current]");
  const list = step?.closest("ol");
  if (list) list.scrollTop += step.getBoundingClientRect().top - list.getBoundingClientRect().top - list.clientHeight / 3;
};

inSight();
for (const kind of ["wv:shown", "htmx:after:swap"]) document.addEventListener(kind, inSight);
