// A button with data-print prints the page; it is shown only where scripts run.

const dress = () => {
  for (const button of document.querySelectorAll("[data-print][hidden]")) {
    button.hidden = false;
    button.addEventListener("click", () => window.print());
  }
};

dress();
document.addEventListener("wv:shown", dress);
