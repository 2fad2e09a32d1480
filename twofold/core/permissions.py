"""The one table of capability and role. `docs/reference/permissions.md` is rendered from it.

Default private: a capability that is not in the table is nobody's. A token has a capability only when its
person has it *and* one of its scopes names it; signing is never a token's, an agent's or a guest's.
"""

from collections.abc import Iterable, Mapping
from types import MappingProxyType

ADMIN, MEMBER, GUEST, MACHINE, ANYONE = "admin", "member", "guest", "machine", "anyone"
_MEMBERS = frozenset({ADMIN, MEMBER})
_SEATED = frozenset({ADMIN, MEMBER, GUEST})

CAPABILITIES: Mapping[str, frozenset[str]] = MappingProxyType(
    {
        "invitations.accept": frozenset({ANYONE, ADMIN, MEMBER, GUEST, MACHINE}),
        "companies.found": frozenset({MACHINE}),
        "admins.make": frozenset({MACHINE}),
        "account.manage": _SEATED,
        "company.see": _SEATED,
        "company.manage": frozenset({ADMIN}),
        "people.manage": frozenset({ADMIN}),
        "tokens.manage": frozenset({ADMIN}),
        "partners.see": _MEMBERS,
        "partners.work": _MEMBERS,
        "partners.invite": frozenset({ADMIN}),
        "campaigns.see": _SEATED,
        "campaigns.start": _MEMBERS,
        "campaigns.work": _SEATED,
        "campaigns.lead": _MEMBERS,
        "documents.propose": _MEMBERS,
        "documents.sign": _MEMBERS,
        "leads.see": _SEATED,
        "leads.people": _MEMBERS,
        "leads.work": _MEMBERS,
        "leads.import": _MEMBERS,
        "imports.run": frozenset({MACHINE}),
        "activity.see": _SEATED,
        "bucket.exchange": _MEMBERS,
        "views.see": _MEMBERS,
        "views.work": _MEMBERS,
    }
)

NEVER_BY_TOKEN = frozenset(
    {"account.manage", "documents.sign", "company.manage", "people.manage", "tokens.manage", "partners.invite"}
)

SCOPES: Mapping[str, frozenset[str]] = MappingProxyType(
    {
        "read": frozenset(name for name in CAPABILITIES if name.endswith((".see", ".people"))),
        "write": frozenset(
            name for name, roles in CAPABILITIES.items() if roles & _SEATED and name not in NEVER_BY_TOKEN
        ),
    }
)
"""Scopes that stand for several capabilities; any single capability that a token may have is a scope too."""


def known(capability: str) -> bool:
    """Whether the table has an entry; without one nothing may be registered."""
    return capability in CAPABILITIES


def scope_names() -> list[str]:
    """All scopes that a token can be given."""
    return sorted([*SCOPES, *(SCOPES["write"] | SCOPES["read"])])


def covered(scopes: Iterable[str]) -> frozenset[str]:
    """The capabilities that a list of scopes stands for; an unknown scope stands for none."""
    found: set[str] = set()
    for scope in scopes:
        found |= SCOPES.get(scope, frozenset({scope}) & SCOPES["write"] | frozenset({scope}) & SCOPES["read"])
    return frozenset(found)


def may(capability: str, role: str, scopes: frozenset[str] | None = None) -> bool:
    """Whether a role has a capability, and the token it acts through too (`scopes` None: no token)."""
    allowed = role in CAPABILITIES.get(capability, frozenset())
    return allowed and (scopes is None or capability in covered(scopes))
