// Runs before the first paint, so that a page never flashes in the wrong light. Nothing is stored until somebody chooses.
try {
  const chosen = localStorage.getItem("theme");
  if (chosen === "light" || chosen === "dark") document.documentElement.dataset.bsTheme = chosen;
} catch {
  // Storage can be switched off; then the device's own setting holds.
}
