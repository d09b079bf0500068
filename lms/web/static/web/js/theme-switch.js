// Shows the light switch, which would do nothing without script, and remembers a choice on this device only.
const root = document.documentElement;

function choose(theme) {
  if (theme === "auto") delete root.dataset.bsTheme;
  else root.dataset.bsTheme = theme;
  try {
    if (theme === "auto") localStorage.removeItem("theme");
    else localStorage.setItem("theme", theme);
  } catch {
    // Then the choice holds for this page.
  }
}

for (const group of document.querySelectorAll("[data-theme-switch]")) {
  const buttons = [...group.querySelectorAll("button")];
  const show = () => {
    const now = root.dataset.bsTheme ?? "auto";
    for (const button of buttons) button.setAttribute("aria-pressed", String(button.value === now));
  };
  group.addEventListener("click", (event) => {
    const button = event.target.closest("button");
    if (!button) return;
    choose(button.value);
    show();
  });
  show();
  group.hidden = false;
}
