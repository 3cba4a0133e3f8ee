// A form with data-draft-url saves what is typed by itself, and shows the questions that the answers so far ask.
//
//   <form method="post" data-draft-url="/tasks/7/draft" data-asked="why children children-0-name">
//     <span role="status" data-draft-status>…</span>
//     <div data-question="children-0-name">…</div>
//
// The server decides which questions are asked: data-asked when the page is drawn, then each saved draft's answer
// {"saved_at": "9:41am", "asked": ["why", …]}. A question that is not asked is hidden, never emptied.

const PAUSE_MS = 1000; // after the last key, before a draft is sent
const RETRY_MS = 10000;
const KEEPALIVE_BYTES = 60000; // browsers refuse more in a request that outlives its page

/** Saves the form's draft while it is filled in. */
export function keepDrafts(form) {
  const status = form.querySelector("[data-draft-status]") ?? document.querySelector("[data-draft-status]");
  let timer;
  let unsaved = false;
  let sending = false;

  if (form.dataset.asked !== undefined) show(form, form.dataset.asked.split(" "));

  form.addEventListener("input", (event) => later(event.target.matches("[type=radio], [type=checkbox], select") ? 0 : PAUSE_MS));
  form.addEventListener("submit", () => {
    clearTimeout(timer);
    unsaved = false; // the page that is sent is itself the newest draft
  });
  window.addEventListener("online", () => unsaved && save());
  document.addEventListener("visibilitychange", () => document.hidden && unsaved && save());

  function later(wait) {
    unsaved = true;
    clearTimeout(timer);
    timer = setTimeout(save, wait);
  }

  async function save() {
    clearTimeout(timer);
    if (sending) return; // what was typed meanwhile follows when this answer is here
    sending = true;
    unsaved = false;
    const said = await send(form);
    sending = false;
    if (!said) {
      say("Not saved: no answer from the service. What you typed is still on this page.", "late");
      later(RETRY_MS);
    } else if (said.refused) {
      say(said.refused, "late");
    } else {
      say(`Draft saved at ${said.saved_at}`, "done");
      if (unsaved) save();
      else show(form, said.asked);
    }
  }

  function say(words, state) {
    if (!status || status.textContent === words) return;
    status.textContent = words;
    const shown = status.closest(".app-state");
    shown?.querySelector(".app-icon")?.remove(); // it is the icon of the state before
    for (const each of ["done", "late", "quiet"]) shown?.classList.toggle(`app-state--${each}`, each === state);
  }
}

/** The server's answer to the draft, {refused: why} where it takes none, null where none came. */
async function send(form) {
  const fields = new URLSearchParams([...new FormData(form)].filter(([, value]) => typeof value === "string"));
  const body = fields.toString();
  const headers = { Accept: "application/json", "Content-Type": "application/x-www-form-urlencoded" };
  try {
    const answer = await fetch(form.dataset.draftUrl, {
      method: "POST", body, headers, credentials: "same-origin", redirect: "manual", keepalive: body.length < KEEPALIVE_BYTES,
    });
    if (answer.ok) return await answer.json();
    if (answer.status >= 500 || answer.status === 429) return null;
    if (answer.status === 409) return { refused: "Somebody else has finished this. What you typed is kept; check to see what they did." };
    if (answer.status === 413) return { refused: "Not saved: this is more text than a draft can hold." };
    return { refused: "Not saved: you are signed out. What you typed is kept when you press the button and sign in." };
  } catch {
    return null;
  }
}

function show(form, asked) {
  const names = new Set(asked);
  for (const question of form.querySelectorAll("[data-question]")) question.hidden = !names.has(question.dataset.question);
}
