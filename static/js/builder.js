// A comparison that needs no value hides the place for one. Without this file the value is ignored.
const WITHOUT = ["filled", "empty"];

for (const test of document.querySelectorAll("select[data-test]")) {
  const value = test.closest(".rule-row").querySelector(".rule-values");
  const show = () => value && (value.hidden = WITHOUT.includes(test.value));
  test.addEventListener("change", show);
  show();
}
