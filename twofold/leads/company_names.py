"""Sentences of a verdict as people read them: with the companies' names. What was decided and signed stays as it is."""

import re
from collections.abc import Mapping

_SIDE = re.compile(r"\b[Tt]he (host|partner)\b")


def with_names(sentence: str, companies: Mapping[str, str]) -> str:
    """“Goes to the partner: …” as “Goes to Brightwater Analytics: …”; a side without a name stays “the partner”."""
    return _SIDE.sub(lambda found: companies.get(found[1]) or found[0], sentence)
