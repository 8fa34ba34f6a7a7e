// On a shared screen nobody may find the page of whoever sat there before, neither by Back nor by Forward.

if (document.documentElement.classList.contains("wv-terminal")) {
  window.addEventListener("pagehide", () => document.body.replaceChildren());
  window.addEventListener("pageshow", (event) => {
    if (event.persisted) window.location.replace("/");
  });
}
