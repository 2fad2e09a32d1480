// Requests that say how far they are (twofold/web/progress.py): lines of JSON, a line with the head of the answer, its body.
const END_OF_LINE = 10;

/** Takes the parts of an answer as they come; `body` gives what comes behind its head. */
export class Answer {
  head = null;
  #line = [];
  #body = [];
  #rows = 0;

  constructor(onStep) {
    this.onStep = onStep;
  }

  take(bytes) {
    let from = 0;
    while (!this.head && from < bytes.length) {
      const end = bytes.indexOf(END_OF_LINE, from);
      this.#line.push(bytes.subarray(from, end < 0 ? bytes.length : end));
      if (end < 0) return;
      from = end + 1;
      this.#told();
    }
    if (from < bytes.length) this.#joined(bytes.subarray(from));
  }

  /** A table is made while it is sent: each row has at least one line, which tells how far it is. */
  #joined(bytes) {
    this.#body.push(bytes);
    if (!this.head.rows || !this.head.type.startsWith("text/csv")) return;
    for (const byte of bytes) if (byte === END_OF_LINE) this.#rows += 1;
    this.onStep({ done: Math.min(this.#rows, this.head.rows), of: this.head.rows, part: "" });
  }

  #told() {
    const decoder = new TextDecoder();
    const said = JSON.parse(this.#line.map((part) => decoder.decode(part, { stream: true })).join("") + decoder.decode());
    this.#line = [];
    if (said.status) this.head = said;
    else this.onStep(said);
  }

  blob() {
    return new Blob(this.#body, { type: this.head.type });
  }
}

/** Sends a request and gives its answer: `{head: {status, type, location, name, says}, blob()}`. Errors: those of fetch. */
export async function fetchWithProgress(url, options, onStep) {
  const own = JSON.parse(document.body.getAttribute("hx-headers:inherited") ?? "{}");
  const response = await fetch(url, { ...options, headers: { ...own, ...options.headers, "X-Progress": "1" } });
  const answer = new Answer(onStep);
  if (response.headers.get("Content-Type") !== "application/x-progress") {
    answer.head = { status: response.status, type: response.headers.get("Content-Type") ?? "", location: "", name: "", says: [] };
  }
  for (const reader = response.body.getReader(); ; ) {
    const { done, value } = await reader.read();
    if (done) break;
    answer.take(value);
  }
  if (!answer.head) throw new TypeError("The answer was cut off.");
  return answer;
}
