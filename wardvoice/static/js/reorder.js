// Dragging a line of an agenda to another place, as an extra: it presses the line's own button with another place.

const lineOf = (element) => element.closest?.("[data-line]");
const linesBeside = (line) => [...line.parentElement.querySelectorAll(":scope > [data-line]")];

let held = null;

const take = (event) => {
  const handle = event.target.closest?.("[data-handle]");
  if (!handle || event.button) return;
  held = lineOf(handle);
  held.classList.add("is-held");
  handle.setPointerCapture(event.pointerId);
  event.preventDefault();
};

const over = (event) => {
  if (!held) return;
  const lines = linesBeside(held);
  const target = lines.find((line) => {
    const box = line.getBoundingClientRect();
    return event.clientY >= box.top && event.clientY <= box.bottom;
  });
  for (const line of lines) line.classList.toggle("is-target", line === target && line !== held);
};

const drop = () => {
  if (!held) return;
  const lines = linesBeside(held);
  const target = lines.findIndex((line) => line.classList.contains("is-target"));
  const button = held.querySelector("[data-move] button");
  for (const line of lines) line.classList.remove("is-held", "is-target");
  held = null;
  if (target < 0 || !button) return;
  button.value = String(target + 1);
  button.click();
};

document.addEventListener("pointerdown", take);
document.addEventListener("pointermove", over);
document.addEventListener("pointerup", drop);
document.addEventListener("pointercancel", () => {
  held?.classList.remove("is-held");
  held = null;
});
