"""Templates are indented for who reads them, not for the reader of the page: what indents a line is not sent."""

import re

from django.template import Origin
from django.template.loaders import app_directories

_INDENT = re.compile(r"\n[ \t]+")


def unindented(source: str) -> str:
    """A template with its lines where they were, from the first column on. HTML takes either for one space."""
    return _INDENT.sub("\n", source)


class Loader(app_directories.Loader):
    """Finds a template in the folders of the apps, as Django does, and drops what indents its lines."""

    def get_contents(self, origin: Origin) -> str:
        """The text of the template that was found."""
        return unindented(super().get_contents(origin))
