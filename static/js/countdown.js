// Adds "，还剩 8 分 40 秒" to whatever has data-until, and takes the banner away when the time is over.
(() => {
  const words = (seconds) => `，还剩 ${Math.floor(seconds / 60)} 分 ${seconds % 60} 秒`;

  function tick() {
    for (const banner of document.querySelectorAll("[data-until]")) {
      const seconds = Math.floor((Date.parse(banner.dataset.until) - Date.now()) / 1000);
      if (seconds <= 0) banner.remove();
      else banner.querySelector("[data-countdown]").textContent = words(seconds);
    }
  }

  tick();
  setInterval(tick, 1000);
})();
