// Calls of our own API with the session of the page. Gives what was answered, a refusal as well; never throws.
const LOST = "The server could not be reached. Nothing was saved; check the connection and try again.";
const SIGNED_OUT = "You have been signed out. Copy what you typed, then sign in again.";

/** The headers that htmx sends, with the token against forged forms among them. */
function ownHeaders() {
  return JSON.parse(document.body.getAttribute("hx-headers:inherited") ?? "{}");
}

/** `{ok, status, body}`; `version` is the one the reader saw, so that nobody's change is overwritten unseen. */
export async function call(method, path, body, version) {
  const headers = { ...ownHeaders(), Accept: "application/json" };
  if (body !== undefined) headers["Content-Type"] = "application/json";
  if (version !== undefined) headers["If-Match"] = `"${version}"`;
  try {
    const response = await fetch(path, { method, headers, body: body === undefined ? undefined : JSON.stringify(body) });
    if (response.status === 401) {
      document.dispatchEvent(new CustomEvent("signed-out")); // live.js says it above the page
      return { ok: false, status: 401, body: { detail: SIGNED_OUT } };
    }
    const answer = await response.json().catch(() => ({}));
    return { ok: response.ok, status: response.status, body: answer };
  } catch {
    return { ok: false, status: 0, body: { detail: LOST } };
  }
}

/** What a refusal says of one field, else as a whole. */
export function refusal(answer, field) {
  const errors = answer.body.errors ?? [];
  const own = errors.find((each) => each.field.split(".").at(-1) === field) ?? errors[0];
  return own?.message ?? answer.body.detail ?? "This could not be saved. Try again in a moment.";
}
