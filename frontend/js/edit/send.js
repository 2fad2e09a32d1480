// One field on its way to the server, and what is to be said where it was not taken.
import { call, refusal } from "./api.js";
import { whatHappened } from "./conflict.js";

const TRIES = 3;

/** Sends what was typed. Where others changed only other fields meanwhile, nothing collides and it is sent once more. */
export async function send(state, name, typed, tries = TRIES) {
  const { home, item, fields } = state;
  const path = `${home.dataset.api}/${item.dataset.id}`;
  const seen = Number(item.dataset.version);
  const answer = await call("PATCH", path, { [name]: typed }, seen);
  if (answer.status !== 409 || !answer.body.current) return { answer, sentence: refusal(answer, name) };
  const theirs = await call("GET", path);
  if (!theirs.ok) return { answer: theirs, sentence: refusal(theirs, name) };
  const value = theirs.body[name] ?? null;
  item.dataset.version = theirs.body.version;
  const isSame = JSON.stringify(value) === JSON.stringify(state.value);
  if (isSame && tries > 1) return send(state, name, typed, tries - 1);
  state.value = value; // what Undo gives back
  state.conflict = true;
  const happened = await whatHappened(home.dataset.api, theirs.body, seen, fields, isSame ? undefined : name);
  return { answer, sentence: `${happened} Press Enter to save yours all the same, Escape to keep theirs.` };
}
