// What becomes of an alert that was raised at this screen is looked at again every few seconds, as long as its page is
// shown. It counts as a poll: nobody's session runs on because of it. Where no answer comes, the page no longer says
// what it knew before.

const EVERY = 5000;

const look = async () => {
  const place = document.querySelector("[data-told]");
  if (!place) return;
  const ask = { headers: { "HX-Request": "true" }, signal: AbortSignal.timeout(EVERY) };
  const answer = await fetch(place.dataset.told, ask).catch(() => null);
  const words = answer?.ok ? await answer.text().catch(() => null) : null;
  place.hidden = words === null;
  document.querySelector("[data-told-lost]").hidden = words !== null;
  if (words === null || words === place.dataset.shown) return;
  place.dataset.shown = words;
  place.replaceChildren(...new DOMParser().parseFromString(words, "text/html").body.childNodes);
};

window.setInterval(look, EVERY);
