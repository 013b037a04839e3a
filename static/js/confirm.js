// Asks before a button with data-confirm submits its form. Without JavaScript the form is simply sent.
(() => {
  function button(word, kind, value) {
    const made = document.createElement("button");
    made.className = `lx-btn lx-btn-${kind}`;
    made.textContent = word;
    made.value = value;
    return made;
  }

  function ask(question, onYes) {
    const dialog = document.createElement("dialog");
    const form = document.createElement("form");
    const sentence = document.createElement("p");
    const choices = document.createElement("div");
    dialog.className = "lx-dialog";
    form.method = "dialog";
    sentence.id = "confirm-question";
    sentence.textContent = question;
    dialog.setAttribute("aria-labelledby", sentence.id);
    choices.className = "lx-acts";
    choices.append(button("取消", "plain", "no"), button("确定", "primary", "yes"));
    form.append(sentence, choices);
    dialog.append(form);
    document.body.append(dialog);
    dialog.addEventListener("close", () => {
      dialog.remove();
      if (dialog.returnValue === "yes") onYes();
    });
    dialog.showModal();
  }

  document.addEventListener("click", (event) => {
    const pressed = event.target.closest("button[data-confirm]");
    if (!pressed || pressed.dataset.confirmed) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    ask(pressed.dataset.confirm, () => {
      pressed.dataset.confirmed = "yes";
      pressed.click();
      delete pressed.dataset.confirmed;
    });
  }, true);
})();
