// Counting hands: a large minus and plus beside each number, once for each box, also after a piece was swapped in.

const step = (box, by) => {
  const least = Number(box.min || 0), most = Number(box.max || 999);
  box.value = String(Math.min(most, Math.max(least, (parseInt(box.value, 10) || 0) + by)));
  box.dispatchEvent(new Event("change", { bubbles: true }));
};

const button = (box, sign, by) => {
  const made = document.createElement("button");
  const label = document.querySelector(`label[for="${CSS.escape(box.id)}"]`);
  const words = by < 0 ? document.documentElement.dataset.fewer : document.documentElement.dataset.more;
  made.type = "button";
  made.textContent = sign;
  made.setAttribute("aria-label", `${label ? label.textContent.trim() : ""} ${words ?? sign}`.trim());
  made.addEventListener("click", () => step(box, by));
  return made;
};

const dress = (place) => {
  for (const box of place.querySelectorAll(".wv-hands input:not([type=hidden], [type=radio], [type=checkbox], [data-counts])")) {
    box.dataset.counts = "";
    const count = document.createElement("span");
    count.className = "wv-count";
    box.before(count);
    count.append(button(box, "−", -1), box, button(box, "+", 1));
  }
};

dress(document);
for (const kind of ["wv:shown", "htmx:after:swap"]) document.addEventListener(kind, () => dress(document));
