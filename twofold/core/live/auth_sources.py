"""How a listener came in, and whether that way is still open: a browser's session, or a token."""

from collections.abc import Callable, Iterable

AuthSource = tuple[str, str]
"""Kind and key: `("session", its key)`, `("token", its id)`."""
Valid = Callable[[set[str]], set[str]]

_KINDS: dict[str, Valid] = {}


def auth_source(kind: str) -> Callable[[Valid], Valid]:
    """Register what says which keys of a kind are still valid."""

    def register(valid: Valid) -> Valid:
        _KINDS[kind] = valid
        return valid

    return register


def ended_sources(ways: Iterable[AuthSource]) -> set[AuthSource]:
    """Those that have been ended, revoked or are past their time; a kind nobody registered is closed."""
    given = set(ways)
    found: set[AuthSource] = set()
    for kind in {kind for kind, _ in given}:
        keys = {key for each, key in given if each == kind}
        valid = _KINDS[kind](keys) if kind in _KINDS else set()
        found |= {(kind, key) for key in keys - valid}
    return found
