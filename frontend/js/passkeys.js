// A passkey that did not work says so in a sentence instead of only in the browser's log.
import { announce } from "./announce.js";

const SENTENCES = {
  NotAllowedError: "The passkey was not used: it was cancelled, or took too long. Try again, or sign in another way.",
  InvalidStateError: "This device has a passkey for your account already.",
  SecurityError: "Browsers offer passkeys on pages with a name only. Open this page by its name, such as localhost.",
  NotSupportedError: "This device cannot make that kind of passkey. Leave out “Sign in with it alone”, or use another.",
};

document.addEventListener("allauth.error", (event) => {
  const exception = event.detail?.exception;
  const sentence = SENTENCES[exception?.name] ?? "The passkey did not work. Try again, or sign in another way.";
  event.preventDefault();
  announce(sentence, "bad");
});
