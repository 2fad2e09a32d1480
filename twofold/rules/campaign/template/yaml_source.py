"""From YAML text to a tree of nodes that know their lines, and nothing else.

Only plain mappings, lists and text are taken. Anchors, aliases, tags, merge keys, several
documents and repeated keys are refused: they make a file mean something that a reader does
not see, and aliases can be made to grow without end. Every scalar stays text; the schema
says what it means, so that `no` or `12:30` are never guessed at.
"""

from typing import Final

import yaml

from twofold.rules.campaign.template.problems import Problems

LOADER: Final = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
"""The reader in C where this machine's YAML has it, a dozen times as quick; both read the same documents."""
MAX_CHARACTERS: Final = 200_000
MAX_DEPTH: Final = 12


def compose(text: str, problems: Problems) -> yaml.Node | None:
    """The root node of the one document in `text`, or None after reporting why not."""
    if len(text) > MAX_CHARACTERS:
        problems.add("", f"the file is longer than {MAX_CHARACTERS:,} characters", 1)
        return None
    try:
        if not _is_plain(text, problems):
            return None
        root = yaml.compose(text, Loader=LOADER)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        problems.add("", f"this is not YAML: {error.problem}", mark.line + 1 if mark else 1)
        return None
    except yaml.YAMLError as error:
        problems.add("", f"this is not YAML: {str(error).splitlines()[0]}", 1)
        return None
    if root is None:
        problems.add("", "the file is empty", 1)
    return root


def _is_plain(text: str, problems: Problems) -> bool:
    """Walk the events once, before any tree is built, and refuse what is not plain."""
    before = len(problems.found)
    depth = documents = 0
    for event in yaml.parse(text, Loader=LOADER):
        line = event.start_mark.line + 1 if event.start_mark else 1
        if isinstance(event, yaml.DocumentStartEvent):
            documents += 1
            if documents > 1:
                problems.add("", "a file holds one template; remove the second document", line)
        if getattr(event, "anchor", None):
            problems.add("", "anchors and aliases (& and *) are not allowed; write it out", line)
        if getattr(event, "tag", None) not in (None, "!"):
            problems.add("", "tags (!) are not allowed; write plain values", line)
        if isinstance(event, yaml.CollectionStartEvent):
            depth += 1
        elif isinstance(event, yaml.CollectionEndEvent):
            depth -= 1
        if depth > MAX_DEPTH:
            problems.add("", f"nested more than {MAX_DEPTH} deep", line)
            return False
    return len(problems.found) == before
