// A screen of the ward calls in at each full quarter of an hour, so that a dead one is noticed by day. It goes by the
// clock alone, never by what somebody does: a call must not tell whether the screen was used. It counts as a poll, so
// nobody's session runs on because of it.

const QUARTER = 15 * 60 * 1000;
const address = document.documentElement.dataset.here;

const call = () => {
  fetch(address, { headers: { "HX-Request": "true" } }).catch(() => {});
  callLater();
};
const callLater = () => setTimeout(call, QUARTER - (Date.now() % QUARTER));

if (address) callLater();
