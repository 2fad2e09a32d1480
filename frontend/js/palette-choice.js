// The option that is chosen in the search: the focus stays in the field, `aria-activedescendant` names the option.

/** The chosen option, if there is one. */
export const chosen = () => document.querySelector("#palette [role=option][aria-selected=true]");

/** Makes an option the chosen one, and shows it. */
export function choose(input, option) {
  chosen()?.setAttribute("aria-selected", "false");
  if (!option) return input.removeAttribute("aria-activedescendant");
  option.setAttribute("aria-selected", "true");
  input.setAttribute("aria-activedescendant", option.id);
  option.scrollIntoView({ block: "nearest" });
}

/** Up, down, and to the first or the last; says whether the key was one of these. */
export function move(input, place, key) {
  const options = [...place.querySelectorAll("[role=option]")];
  const at = options.indexOf(chosen());
  const last = options.length - 1;
  const next = { ArrowDown: at === last ? 0 : at + 1, ArrowUp: at <= 0 ? last : at - 1, Home: 0, End: last }[key];
  if (next === undefined || !options.length) return false;
  choose(input, options[next]);
  return true;
}
