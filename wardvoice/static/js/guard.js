// On a shared screen nobody may find the page of whoever sat there before, neither by Back nor by Forward.

const SHARED = document.documentElement.classList.contains("wv-terminal");

if (SHARED) {
  window.addEventListener("pagehide", () => document.body.replaceChildren());
  window.addEventListener("pageshow", (event) => {
    if (event.persisted) window.location.replace("/");
  });
}
