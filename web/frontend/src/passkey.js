// A form with data-passkey is signed by a passkey before it is sent: "use" signs in, "make" makes one.
//
//   <form method="post" data-passkey="use" data-options="{…}">
//     <input type="hidden" name="credential"><button hidden>…</button><p role="status" data-passkey-status></p>
//
// data-options is what the server tells the browser (WebAuthn's JSON); its answer goes into the hidden field.

const SAID = {
  NotAllowedError: "The passkey was not used: it was called off, or took too long. Try again, or use another way.",
  InvalidStateError: "This device has a passkey for your account already.",
  SecurityError: "Passkeys do not work at this address.",
};

/** Lets the form's button use or make a passkey. */
export function usePasskey(form) {
  const button = form.querySelector("button");
  const status = form.querySelector("[data-passkey-status]");
  if (!window.PublicKeyCredential) {
    status.textContent = "This browser knows no passkeys.";
    return;
  }
  button.hidden = false;
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    status.textContent = "Waiting for your device …";
    try {
      form.elements.credential.value = JSON.stringify(await ask(form));
      form.submit(); // no event: nothing asks again
    } catch (error) {
      status.textContent = SAID[error.name] ?? "Your device could not do it. Use another way.";
    }
  });
}

async function ask({ dataset }) {
  const told = JSON.parse(dataset.options);
  const publicKey = { ...told, challenge: bytes(told.challenge) };
  if (dataset.passkey === "use") return plain(await navigator.credentials.get({ publicKey: { ...publicKey, allowCredentials: [] } }));
  publicKey.user = { ...told.user, id: bytes(told.user.id) };
  publicKey.excludeCredentials = told.excludeCredentials.map((known) => ({ ...known, id: bytes(known.id) }));
  return plain(await navigator.credentials.create({ publicKey }));
}

/** What the server reads of a credential; written out, since not every browser has toJSON(). */
function plain({ id, rawId, type, response }) {
  const parts = ["clientDataJSON", "attestationObject", "authenticatorData", "signature", "userHandle"];
  const given = parts.filter((part) => response[part]).map((part) => [part, text(response[part])]);
  return { id, rawId: text(rawId), type, response: Object.fromEntries(given), clientExtensionResults: {} };
}

const bytes = (base64url) =>
  Uint8Array.from(atob(base64url.replaceAll("-", "+").replaceAll("_", "/")), (letter) => letter.charCodeAt(0));

const text = (buffer) =>
  btoa(String.fromCharCode(...new Uint8Array(buffer))).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
