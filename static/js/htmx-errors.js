// Says why a request in the background failed: the sentence of a refusal, or what else went wrong.
(() => {
  const FAILED = "没有办成，系统没有正常答复。请刷新页面后再试；仍然不行，请联系党建办。";
  const UNREACHED = "没有连上服务器，刚才的操作可能没有成功。请检查网络后刷新页面再看。";

  function say(sentence) {
    const place = document.getElementById("announcements");
    const note = document.createElement("div");
    const words = document.createElement("p");
    note.className = "lx-note lx-note-late";
    note.setAttribute("role", "alert");
    words.textContent = sentence;
    note.append(words);
    const shown = place.querySelector("[data-from-htmx]");
    if (shown?.textContent === sentence) return; // polling fails again and again; say it once
    shown?.remove();
    note.dataset.fromHtmx = "";
    place.prepend(note);
    note.scrollIntoView({ block: "nearest" });
  }

  document.addEventListener("htmx:responseError", (event) => {
    const answer = new DOMParser().parseFromString(event.detail.xhr.responseText, "text/html");
    say(answer.querySelector("[data-refusal]")?.textContent.trim() || FAILED);
  });
  document.addEventListener("htmx:sendError", () => say(UNREACHED));
})();
