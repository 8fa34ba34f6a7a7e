// Whoever has a switch goes from one thing to the next and takes it: no arrow keys. Browsers make one stop of a whole
// group of choices; at a ward screen each choice is a stop, from the first one on, until one of them is taken.

const isChoice = (box) => box.type === "radio";
const group = (box) => [...document.querySelectorAll("input[type=radio]")].filter((one) => one.form === box.form && one.name === box.name);
let onward = false;

const step = (event) => {
  onward = event.key === "Tab" && !event.shiftKey;
  if (event.key !== "Tab" || !isChoice(event.target) || event.target.checked) return;
  const all = group(event.target);
  const next = all[all.indexOf(event.target) + (onward ? 1 : -1)];
  onward = false;
  if (!next) return;
  event.preventDefault();
  next.focus();
};

const enter = ({ target }) => {
  if (onward && isChoice(target)) group(target)[0].focus();
  onward = false;
};

if (document.documentElement.classList.contains("wv-terminal")) {
  document.addEventListener("keydown", step);
  document.addEventListener("focusin", enter);
}
