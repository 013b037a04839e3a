// Keeps "已写 12 字，最多 200 字" right while one types. Without JavaScript it says what was sent.
(() => {
  for (const box of document.querySelectorAll("textarea[data-counted]")) {
    const words = document.getElementById(box.dataset.counted);
    if (!words) continue;
    const tell = () => {
      words.textContent = `已写 ${box.value.length} 字，最多 ${words.dataset.most} 字`;
    };
    box.addEventListener("input", tell);
    tell();
  }
})();
