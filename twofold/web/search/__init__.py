"""Search everywhere: what one may see, the pages one can go to, and what one can do, as a question and as a page."""

from . import everything  # noqa: F401
