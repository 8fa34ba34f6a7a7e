// The self-check of a screen: what a browser can tell about itself. Each question answers true for "as it should be".

const CLOCK_MAY_DIFFER = 2 * 60 * 1000;
const list = document.querySelector("[data-checks]");

const probe = async () => {
  const asked = Date.now();
  const answer = await fetch(window.location.href, { cache: "default" });
  return { headers: answer.headers, late: Math.abs(new Date(answer.headers.get("Date")).getTime() - asked) };
};

const questions = {
  secure: () => window.isSecureContext,
  cookies: () => navigator.cookieEnabled,
  storage: async () => !localStorage.length && !sessionStorage.length && !(await indexedDB.databases()).length,
  headers: async () => {
    const { headers } = await probe();
    return headers.get("Cache-Control") === "no-store" && headers.has("Content-Security-Policy");
  },
  clock: async () => (await probe()).late < CLOCK_MAY_DIFFER,
  language: () => navigator.language.split("-")[0] === document.documentElement.lang.split("-")[0],
  full: () => window.innerWidth >= screen.width && window.innerHeight >= screen.height,
  large: () => window.innerWidth >= 1000 && window.innerHeight >= 700,
  quiet: () => !("Notification" in window) || Notification.permission === "denied",
};

const answerOne = async (row) => {
  let good = false;
  try { good = await questions[row.dataset.check](); } catch { good = false; }
  row.querySelector(good ? "[data-good]" : "[data-missing]").hidden = false;
};

if (list) for (const row of list.querySelectorAll("[data-check]")) answerOne(row);
