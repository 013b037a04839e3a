// 复制: puts the text of a box on the clipboard. Without JavaScript the button is not there and one selects.
(() => {
  for (const button of document.querySelectorAll("button[data-copy]")) {
    const box = document.getElementById(button.dataset.copy);
    const told = document.querySelector(`[data-copied="${button.dataset.copy}"]`);
    button.hidden = false;
    button.addEventListener("click", async () => {
      box.select();
      try {
        await navigator.clipboard.writeText(box.value);
      } catch {
        document.execCommand("copy"); // an office's portal without TLS has no clipboard object
      }
      told.textContent = "已复制，可以粘贴到群里。";
    });
  }
})();
