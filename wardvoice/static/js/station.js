// The screen in the nurses' office. It asks how it stands, tells the server whether it can sound, and sounds as long as
// somebody calls. A browser sounds only after somebody has touched its page: until then it says so, and proves nothing.

const EVERY = 10000, BEEP = 1500, TONES = [880, 660];
const place = document.querySelector("[data-station]");
const shows = (name, shown) => { document.querySelector(`[data-${name}]`).hidden = !shown; };

let sound = null;

const canSound = () => sound?.state === "running";

const wake = async () => {
  sound ??= new AudioContext();
  sound.onstatechange = tellSound;
  await sound.resume().catch(() => {});
  tellSound();
};

const tellSound = () => {
  document.documentElement.dataset.sound = sound?.state ?? "none";
  shows("muted", !canSound());
};

const beep = () => {
  if (!canSound()) return;
  TONES.forEach((tone, turn) => {
    const begin = sound.currentTime + turn * 0.45, voice = sound.createOscillator(), loudness = sound.createGain();
    voice.type = "square";
    voice.frequency.value = tone;
    loudness.gain.value = 0.5;
    voice.connect(loudness).connect(sound.destination);
    voice.start(begin);
    voice.stop(begin + 0.4);
  });
};

const ring = () => {
  const calls = place.querySelector("[data-calls]") !== null;
  document.documentElement.toggleAttribute("data-ringing", calls);
  if (calls) beep();
};

// What is pressed here is sent without leaving the page: a new page could not sound before somebody touches it.
const press = async (event) => {
  if (!place.contains(event.target)) return;
  event.preventDefault();
  const body = new URLSearchParams(new FormData(event.target, event.submitter));
  await fetch(event.target.action, { method: "POST", body, headers: { "HX-Request": "true" } }).catch(() => {});
  event.target.hidden = true;
  await look();
};

const look = async () => {
  const address = `${place.dataset.station}?sounds=${canSound() ? "yes" : "no"}`;
  const answer = await fetch(address, { headers: { "HX-Request": "true" }, signal: AbortSignal.timeout(EVERY) }).catch(() => null);
  const words = answer?.ok && !answer.redirected ? await answer.text().catch(() => null) : null;
  shows("lost", words === null);
  if (words === null || words === place.dataset.shown || isAnswering()) return;
  place.dataset.shown = words;
  place.replaceChildren(...new DOMParser().parseFromString(words, "text/html").body.childNodes);
  ring();
};

// Whoever is about to say whether they heard the test keeps the buttons under their hand, unless somebody calls.
const isAnswering = () => place.querySelector("[data-heard]:not([hidden])") !== null && !place.querySelector("[data-calls]");

const test = async () => {
  await wake();
  beep();
  if (canSound()) place.querySelector("[data-heard]").hidden = false;
};

if (place) {
  for (const kind of ["pointerdown", "keydown"]) document.addEventListener(kind, wake);
  document.addEventListener("submit", press);
  document.addEventListener("click", (event) => { if (event.target.closest?.("[data-play]")) test(); });
  wake();
  look();
  window.setInterval(look, EVERY);
  window.setInterval(ring, BEEP);
}
