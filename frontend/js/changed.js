// Whether somebody has typed into a field and not sent it yet.
export const FIELDS = "textarea, select, input:not([type=hidden])";

/** Another option than the one it began with: the one marked so, else the first. */
function isChosenAnew(select) {
  const options = [...select.options];
  const began = options.filter((option) => option.defaultSelected);
  const chosen = began.length || select.multiple ? began : options.slice(0, 1);
  return options.some((option) => option.selected !== chosen.includes(option));
}

/** It says something else than what it began with. */
export function isChanged(field) {
  if (field.type === "checkbox" || field.type === "radio") return field.checked !== field.defaultChecked;
  if (field.matches("select")) return isChosenAnew(field);
  return field.value !== field.defaultValue;
}
