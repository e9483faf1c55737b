// Passkeys: forms with data-passkey ask the browser for a credential before they are sent.
// "login" fetches its options from the form's address; "get" and "create" carry them.

const bytes = (text) =>
  Uint8Array.from(atob(text.replace(/-/g, "+").replace(/_/g, "/")), (c) => c.charCodeAt(0));
const text = (buffer) =>
  btoa(String.fromCharCode(...new Uint8Array(buffer)))
    .replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, "");

const named = (list) => (list || []).map((each) => ({ ...each, id: bytes(each.id) }));

function forGet({ publicKey }) {
  return { publicKey: { ...publicKey, challenge: bytes(publicKey.challenge),
    allowCredentials: named(publicKey.allowCredentials) } };
}

function forCreate({ publicKey }, passwordless) {
  const chosen = { ...publicKey.authenticatorSelection,
    residentKey: passwordless ? "required" : "discouraged", requireResidentKey: passwordless };
  if (passwordless) chosen.userVerification = "required";
  return { publicKey: { ...publicKey, challenge: bytes(publicKey.challenge),
    user: { ...publicKey.user, id: bytes(publicKey.user.id) },
    excludeCredentials: named(publicKey.excludeCredentials), authenticatorSelection: chosen } };
}

function plain(credential) {
  const told = credential.response;
  const response = { clientDataJSON: text(told.clientDataJSON) };
  for (const part of ["attestationObject", "authenticatorData", "signature", "userHandle"]) {
    if (told[part]) response[part] = text(told[part]);
  }
  return { id: credential.id, rawId: text(credential.rawId), type: credential.type, response,
    clientExtensionResults: credential.getClientExtensionResults() };
}

async function ask(form) {
  const kind = form.dataset.passkey;
  if (kind === "create") {
    const passwordless = Boolean(form.elements.passwordless?.checked);
    const { creation_options: options } = JSON.parse(form.dataset.options);
    return navigator.credentials.create(forCreate(options, passwordless));
  }
  const answer = kind === "login"
    ? await (await fetch(form.action, { headers: { Accept: "application/json" } })).json()
    : JSON.parse(form.dataset.options);
  return navigator.credentials.get(forGet(answer.request_options));
}

for (const form of document.querySelectorAll("form[data-passkey]")) {
  form.addEventListener("submit", async (event) => {
    if (form.elements.credential.value) return;
    event.preventDefault();
    try {
      form.elements.credential.value = JSON.stringify(plain(await ask(form)));
      form.submit();
    } catch (error) {
      // The person closed the device's question, or the device has no key: the page stays as it is.
      if (error.name !== "NotAllowedError") throw error;
    }
  });
}
