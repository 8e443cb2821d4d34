// Small comforts of the pages. Everything works without this file.

const formsBusy = new WeakSet();

/** Menus close when something else is clicked, and with Escape, which gives the focus back. */
function closeMenus(except) {
  for (const menu of document.querySelectorAll("details.menu[open]")) {
    if (menu !== except) menu.open = false;
  }
}

document.addEventListener("click", (event) => closeMenus(event.target.closest("details.menu")));

document.addEventListener("keydown", (event) => {
  const typing = event.target.closest("input, select, textarea, [contenteditable]");
  if (event.key === "Escape") {
    const menu = event.target.closest("details.menu[open], details.made[open]");
    if (menu) {
      menu.open = false;
      menu.querySelector("summary").focus();
    }
    closeMenus(null);
  } else if (event.key === "/" && !typing && !event.ctrlKey && !event.metaKey && !event.altKey) {
    const find = document.getElementById("find");
    if (find) {
      event.preventDefault();
      find.focus();
    }
  }
});

/** Filters are sent when they change; their button is for those without this file. */
document.addEventListener("change", (event) => {
  const form = event.target.closest("form[data-autosubmit]");
  if (form && event.target.type !== "search" && event.target.type !== "text") form.requestSubmit();
});

/** A form is sent once, however often its button is pressed. */
document.addEventListener("submit", (event) => {
  const form = event.target;
  if (formsBusy.has(form)) {
    event.preventDefault();
    return;
  }
  formsBusy.add(form);
  form.setAttribute("aria-busy", "true");
});

window.addEventListener("pageshow", () => {
  for (const form of document.querySelectorAll("form[aria-busy]")) {
    form.removeAttribute("aria-busy");
    formsBusy.delete(form);
  }
});

/** A draft keeps what was typed in this browser until the form has been taken. */
const draftName = (form) => `firewood-draft:${form.dataset.draft}`;
const isKept = (field) => field.name && !["hidden", "password", "file", "submit"].includes(field.type);

function keepDraft(form) {
  const kept = [...form.elements].filter(isKept).map((field) => [field.name, field.value, field.checked ?? null]);
  localStorage.setItem(draftName(form), JSON.stringify(kept));
  const said = form.querySelector("[data-draft-kept]");
  if (said) said.hidden = false;
}

function bringBack(form) {
  const kept = JSON.parse(localStorage.getItem(draftName(form)) || "[]");
  const fields = [...form.elements].filter(isKept);
  if (!kept.length || form.querySelector("[aria-invalid]") || fields.length !== kept.length) return;
  if (fields.some((field, place) => field.name !== kept[place][0])) return; // another sheet, such as a merge page
  fields.forEach((field, place) => {
    const [, value, checked] = kept[place];
    if (checked !== null && ["checkbox", "radio"].includes(field.type)) field.checked = checked;
    else field.value = value;
  });
}

for (const taken of document.querySelectorAll("[data-draft-done]")) {
  localStorage.removeItem(`firewood-draft:${taken.dataset.draftDone}`);
}
for (const form of document.querySelectorAll("form[data-draft]")) {
  bringBack(form);
  form.addEventListener("input", () => keepDraft(form));
}

/** Sentences to copy, and printing: buttons that appear only where they work. */
for (const button of document.querySelectorAll("button[data-copy]")) {
  if (!navigator.clipboard) continue;
  button.hidden = false;
  button.addEventListener("click", async () => {
    await navigator.clipboard.writeText(button.dataset.copy);
    button.classList.add("copied");
  });
}
for (const button of document.querySelectorAll("button[data-print]")) {
  button.hidden = false;
  button.addEventListener("click", () => window.print());
}

/** Files are dropped on a form as well as chosen; one that is too large is left out and named before it is sent. */
function leaveOutLarge(form, files) {
  const most = Number(form.dataset.most) || Infinity;
  const kept = new DataTransfer();
  const large = [];
  for (const file of files) {
    if (file.size > most) large.push(file.name);
    else kept.items.add(file);
  }
  const told = form.querySelector("[data-drop-told]");
  if (told) {
    told.hidden = !large.length;
    told.textContent = large.length ? `${told.dataset.tooLarge} ${large.join(", ")}` : "";
  }
  return kept.files;
}
for (const form of document.querySelectorAll("form[data-drop]")) {
  const field = form.querySelector("input[type=file]");
  field.addEventListener("change", () => (field.files = leaveOutLarge(form, field.files)));
  for (const name of ["dragenter", "dragover"]) {
    document.addEventListener(name, (event) => {
      if (!event.dataTransfer?.types.includes("Files")) return;
      event.preventDefault();
      form.classList.add("over");
    });
  }
  document.addEventListener("dragleave", (event) => event.relatedTarget || form.classList.remove("over"));
  document.addEventListener("drop", (event) => {
    form.classList.remove("over");
    if (!event.dataTransfer?.files.length) return;
    event.preventDefault();
    field.files = leaveOutLarge(form, event.dataTransfer.files);
    if (field.files.length) form.requestSubmit();
  });
}

/** After a refusal the reader starts at the summary of what is wrong. */
document.querySelector(".errors[tabindex]:not(.live *)")?.focus();
