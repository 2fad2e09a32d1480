"""Which texts are addresses of pages: those a link may lead to."""

from urllib.parse import urlsplit


def is_web_address(text: str) -> bool:
    """Whether a text is an absolute address by http or https with a host; never `javascript:`, `data:` and their like."""
    if any(character.isspace() or ord(character) < 32 for character in text):  # noqa: PLR2004 (control characters)
        return False
    try:
        parts = urlsplit(text)
    except ValueError:
        return False
    return parts.scheme in {"http", "https"} and bool(parts.hostname)
