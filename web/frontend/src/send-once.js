// A form that has been sent is not sent again by a second press while the first is on its way.

const AGAIN_MS = 15000; // an answer that has not come by then is not coming

/** Holds back a second submission of the form. */
export function sendOnce(form) {
  let sent_at = -Infinity;
  form.addEventListener("submit", (event) => {
    if (event.timeStamp - sent_at < AGAIN_MS) event.preventDefault();
    else sent_at = event.timeStamp;
  });
  window.addEventListener("pageshow", () => (sent_at = -Infinity)); // back on a page that the browser kept
}
