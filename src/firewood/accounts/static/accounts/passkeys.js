// Passkeys: the browser is asked for one, and its answer goes into the form. Without this file the code remains.

const toBytes = (text) => Uint8Array.from(atob(text.replaceAll("-", "+").replaceAll("_", "/")), (sign) => sign.charCodeAt(0));
const toText = (bytes) => btoa(String.fromCharCode(...new Uint8Array(bytes))).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
const withBytes = (list) => (list || []).map((each) => ({ ...each, id: toBytes(each.id) }));

/** The question of the office, as the browser wants it. */
function read(question) {
  const read = { ...question, challenge: toBytes(question.challenge) };
  if (question.user) read.user = { ...question.user, id: toBytes(question.user.id) };
  if (question.excludeCredentials) read.excludeCredentials = withBytes(question.excludeCredentials);
  if (question.allowCredentials) read.allowCredentials = withBytes(question.allowCredentials);
  return read;
}

/** The answer of the browser, as the office wants it. */
function written(credential) {
  const response = {};
  for (const name of ["clientDataJSON", "attestationObject", "authenticatorData", "signature", "userHandle"]) {
    if (credential.response[name]) response[name] = toText(credential.response[name]);
  }
  return JSON.stringify({
    id: credential.id, rawId: toText(credential.rawId), type: credential.type, response,
    clientExtensionResults: credential.getClientExtensionResults(),
  });
}

async function ask(part) {
  const form = part.closest("form");
  const said = part.querySelector("[data-passkey-failed]");
  said.hidden = true;
  // Only a new passkey needs the password first; a proof is sent when there is one.
  const token = { csrfmiddlewaretoken: form.elements.csrfmiddlewaretoken.value };
  const body = new URLSearchParams("makes" in part.dataset ? new FormData(form) : token);
  const answer = await fetch(part.dataset.passkey, { method: "POST", body });
  const told = await answer.json();
  if (!answer.ok) {
    said.textContent = told.message;
    said.hidden = false;
    return;
  }
  try {
    const question = { publicKey: read(told.publicKey) };
    const made = "makes" in part.dataset;
    const credential = await (made ? navigator.credentials.create(question) : navigator.credentials.get(question));
    form.elements[part.dataset.field].value = written(credential);
    form.submit();
  } catch {
    said.textContent = said.dataset.passkeyFailed;
    said.hidden = false;
  }
}

for (const part of document.querySelectorAll("[data-passkey]")) {
  if (!window.PublicKeyCredential) continue;
  part.hidden = false;
  part.querySelector("button").addEventListener("click", () => ask(part));
}
for (const missing of document.querySelectorAll("[data-no-passkeys]")) {
  missing.hidden = Boolean(window.PublicKeyCredential);
}
