// What becomes of an alert that was raised at this screen is looked at again every few seconds, as long as its page is
// shown. It counts as a poll: nobody's session runs on because of it.

const EVERY = 5000;

const look = async () => {
  const place = document.querySelector("[data-told]");
  if (!place) return;
  const answer = await fetch(place.dataset.told, { headers: { "HX-Request": "true" } }).catch(() => null);
  const words = answer?.ok ? await answer.text().catch(() => null) : null;
  if (words === null) place.toggleAttribute("data-unknown", true);
  else if (words.trim() !== place.dataset.shown) {
    place.dataset.shown = words.trim();
    place.innerHTML = words;
  }
};

window.setInterval(look, EVERY);
