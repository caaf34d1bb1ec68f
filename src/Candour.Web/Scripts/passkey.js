// Passkeys: the browser signs or makes one, and an ordinary form sends it. Without script, or without passkeys in the browser, the forms stay hidden.
const able = window.PublicKeyCredential?.parseRequestOptionsFromJSON && window.PublicKeyCredential?.parseCreationOptionsFromJSON;
for (const block of able ? document.querySelectorAll("[data-passkey]") : []) {
  block.hidden = false;
}

for (const form of document.querySelectorAll("[data-passkey-form]")) {
  form.addEventListener("submit", async (event) => {
    const field = form.elements.credential;
    if (field.value) {
      return;
    }

    event.preventDefault();
    const problem = form.querySelector("[data-passkey-problem]");
    problem.textContent = "";
    try {
      const options = await (await fetch(form.dataset.optionsFrom, { credentials: "same-origin", cache: "no-store" })).json();
      const credential = form.dataset.passkeyForm === "get"
        ? await navigator.credentials.get({ publicKey: PublicKeyCredential.parseRequestOptionsFromJSON(options) })
        : await navigator.credentials.create({ publicKey: PublicKeyCredential.parseCreationOptionsFromJSON(options) });
      field.value = JSON.stringify(credential.toJSON());
      form.submit();
    } catch {
      problem.textContent = "That did not work on this device. Try again, or use the other way.";
    }
  });
}
