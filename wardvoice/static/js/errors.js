// A page that comes back with something to mend begins at the list of what to mend.

const goToSummary = (place) => {
  const summary = place.querySelector(".nhsuk-error-summary");
  if (!summary) return;
  summary.setAttribute("tabindex", "-1");
  summary.focus();
};

goToSummary(document);
document.addEventListener("wv:shown", () => goToSummary(document));
document.addEventListener("htmx:after:swap", (event) => goToSummary(event.target instanceof Element ? event.target : document));
document.addEventListener("click", (event) => {
  const link = event.target.closest?.(".nhsuk-error-summary a[href^='#']");
  const box = link && document.getElementById(link.getAttribute("href").slice(1));
  if (!box) return;
  event.preventDefault();
  (box.closest(".nhsuk-form-group") ?? box).scrollIntoView();
  box.focus({ preventScroll: true });
});
