"""How the companies came to be here: the host, its people, three partners of different standing, two prospects."""

from collections.abc import Iterator

from demo.stage import PASSWORD, Step, kept, link_of


def colleague(admin: str, name: str, email: str, at: float, role: str = "member") -> Iterator[Step]:
    """An admin invites somebody from their own company, who accepts."""
    yield Step(admin, "invitation.create", {"email": email, "name": name, "role": role}, at=at, keep="letter")
    yield Step("nobody", "invitation.accept", {"token": link_of("letter"), "name": name, "password": PASSWORD}, at=at)


def partner(key: str, at: float, score: tuple[int, int, int] | None = None, **fields: object) -> Iterator[Step]:
    """The host adds a partner and, if it likes, scores it."""
    yield Step("maren", "partner.create", fields, at=at, keep=key)
    if score:
        axes = dict(zip(("audienceOverlap", "strategicValue", "executionEffort"), score, strict=True))
        yield Step("maren", "partner.score", axes, kept(key), at=at)


def joins(key: str, company: str, name: str, email: str, at: float) -> Iterator[Step]:
    """A person there is invited and accepts: their company exists, the shared space is open."""
    yield Step("maren", "partner.invite", {"email": email, "name": name}, kept(key), at=at, keep="letter")
    accepts = {"token": link_of("letter"), "companyName": company, "name": name, "password": PASSWORD}
    yield Step("nobody", "invitation.accept", accepts, at=at + 1)


def moves(key: str, at: float, *statuses: str) -> Iterator[Step]:
    """Along the pipeline."""
    for status in statuses:
        yield Step("maren", "partner.move", {"status": status}, kept(key), at=at)


def steps() -> Iterator[Step]:
    """Twelve weeks ago until today."""
    yield Step(
        "machine",
        "company.found",
        {"companyName": "Halden Software", "email": "maren@halden.example", "name": "Maren Holt", "password": PASSWORD},
        at=-120,
    )
    yield from colleague("maren", "Idris Vance", "idris@halden.example", -119)
    yield from colleague("maren", "Sofia Lund", "sofia@halden.example", -119)
    yield from partner(
        "brightwater",
        -112,
        (5, 4, 2),
        company="Brightwater Analytics",
        contactName="Tomas Reyes",
        contactEmail="tomas@brightwater.example",
        type="co_marketing",
        tier="gold",
        weGet="Reach into 4,000 data teams that already use a CRM of our size.",
        theyGet="A reason for our customers to try their connector, with our name on it.",
        agreementUrl="https://files.halden.example/brightwater-mou.pdf",
        commissionRate="10% first year",
        notes="Tomas decides, Priya does. They are quick on copy and slow on legal: plan a week more for it.",
    )
    yield from joins("brightwater", "Brightwater Analytics", "Tomas Reyes", "tomas@brightwater.example", -110)
    yield from colleague("tomas", "Priya Nair", "priya@brightwater.example", -108)
    yield from moves("brightwater", -108, "negotiating", "onboarding", "active")
    again = {"audienceOverlap": 5, "strategicValue": 4, "executionEffort": 2}
    yield Step("maren", "partner.score", again, kept("brightwater"), at=-17)  # a month later is the next review
    yield from partner(
        "corvane",
        -60,
        (3, 4, 3),
        company="Corvane Data",
        contactName="Gunnar Falk",
        contactEmail="gunnar@corvane.example",
        type="integration",
        weGet="A warehouse connector we would need a year to build.",
        theyGet="A place in our marketplace.",
        agreementUrl="https://files.halden.example/corvane-terms.pdf",
        notes="They compete with Brightwater. Neither needs to know about the other.",
    )
    yield from joins("corvane", "Corvane Data", "Gunnar Falk", "gunnar@corvane.example", -55)
    yield from moves("corvane", -54, "negotiating", "onboarding")
    yield from partner(
        "fenwick",
        -20,
        (4, 2, 2),
        company="Fenwick Logistics Cloud",
        contactName="Amelia Stroud",
        contactEmail="amelia@fenwick.example",
        type="referral",
        notes="Met at the spring fair. Wants to see one campaign before talking about more.",
    )
    yield from moves("fenwick", -12, "negotiating")
    yield from partner(
        "quillon",
        -6,
        None,
        company="Quillon Apps",
        contactName="Ben Osei",
        contactEmail="ben@quillon.example",
        type="channel",
        notes="Idris knows their head of sales.",
    )
