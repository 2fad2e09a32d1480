"""Short names of campaigns."""

import re
import unicodedata


def slug(name: str) -> str:
    """A short name for addresses and files: small letters, digits and hyphens."""
    plain_letters = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", plain_letters).strip("-")[:80] or "campaign"
