// Parts of pages, fetched as htmx fetches them. It listens to nothing: every bundle may have its own.

function headers() {
  const own = JSON.parse(document.body.getAttribute("hx-headers:inherited") ?? "{}");
  return { ...own, "HX-Request": "true", "HX-Current-URL": location.href };
}

/** What a page's part says: `{status, part}`. Whoever has been signed out is led to the page that lets them in. */
export async function part(url, options = {}) {
  try {
    const response = await fetch(url, { ...options, headers: headers() });
    if (response.headers.has("HX-Redirect")) location.assign(response.headers.get("HX-Redirect"));
    const part = document.createElement("template");
    part.innerHTML = await response.text();
    return { status: response.status, part: part.content };
  } catch {
    return { status: 0, part: null };
  }
}
