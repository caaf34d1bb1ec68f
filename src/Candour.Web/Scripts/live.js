// Checks what is being typed once it is turned on: 600 ms after the last key, with detectors alone.
const PAUSE = 600;

const HEADLINES = {
  stop: "So far: do not post this",
  ask: "So far: do not post this yet",
  consider: "So far: think before you post this",
  clear: "So far: nothing found against it",
};
const TONES = { stop: "app-verdict--stop", ask: "app-verdict--ask", consider: "app-verdict--consider", clear: "app-verdict--clear" };

export function startLive() {
  const form = document.getElementById("check-form");
  const box = form?.querySelector("[data-live]");
  if (!box) {
    return;
  }

  const text = form.elements.namedItem("text");
  const on = box.querySelector("input");
  const result = box.querySelector("[data-live-result]");
  const titles = JSON.parse(form.dataset.categories);
  let timer;
  let running;
  box.hidden = false;

  const check = async () => {
    running?.abort();
    if (!on.checked || text.value.trim() === "") {
      show();
      return;
    }

    running = new AbortController();
    try {
      const answer = await fetch("/api/check", {
        method: "POST",
        headers: { "Content-Type": "application/json" },
        body: JSON.stringify({ policy: form.dataset.policy, text: text.value, facts: facts(form), quick: true }),
        signal: running.signal,
        cache: "no-store",
      });
      show(answer.ok ? await answer.json() : null);
    } catch (error) {
      if (error.name !== "AbortError") {
        show(null);
      }
    }
  };

  function show(verdict) {
    result.className = "app-live__result";
    result.replaceChildren();
    if (verdict === undefined) {
      return;
    }

    const line = document.createElement("p");
    if (verdict === null) {
      line.textContent = "It could not be checked just now. Select “Check this post” instead.";
      result.append(line);
      return;
    }

    result.classList.add(TONES[verdict.verdict]);
    const strong = document.createElement("strong");
    strong.textContent = HEADLINES[verdict.verdict];
    line.append(strong);
    result.append(line);
    const list = document.createElement("ul");
    list.className = "nhsuk-list nhsuk-list--bullet";
    for (const category of new Set(verdict.reasons.map((r) => r.category))) {
      const item = document.createElement("li");
      const words = new Set(verdict.reasons.filter((r) => r.category === category).flatMap((r) => r.findings)
        .sort((a, b) => a - b).map((i) => verdict.findings[i]).filter((f) => !f.of && !f.in).map((f) => f.text));
      item.textContent = titles[category] + (words.size > 0 ? ": " + [...words].slice(0, 6).map((w) => `“${w}”`).join(", ") : "");
      list.append(item);
    }

    if (list.children.length > 0) {
      result.append(list);
    }

    if (verdict.verdict === "clear") {
      line.append(". The full check reads it more closely.");
    }
  }

  const later = () => {
    clearTimeout(timer);
    if (on.checked) {
      timer = setTimeout(check, PAUSE);
    }
  };
  text.addEventListener("input", later);
  form.addEventListener("change", (event) => (event.target === on ? check() : later()));
}

function facts(form) {
  const known = {};
  for (const [name, value] of new FormData(form)) {
    if (name.startsWith("fact-") && value && value !== "unknown") {
      (known[name.slice(5)] ??= []).push(value);
    }
  }

  return known;
}
