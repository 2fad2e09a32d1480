"""Signing in by a link of our own, and what an invitation asks before it lets someone in."""

from datetime import datetime, timedelta
from urllib.parse import urlencode, urlsplit

from django.db.models import Q, QuerySet

from twofold.core.errors import NotFound
from twofold.core.ids import new_id
from twofold.core.jobs.mail import link
from twofold.core.jobs.purge import expired_rows
from twofold.core.models import Company, Membership, Person, Role
from twofold.core.storage.write_lock import write_lock

from .models import Invitation, SignInLink
from .secrets import at_rest, derived

LINK_LASTS = timedelta(minutes=15)


def person_with(email: str) -> Person | None:
    """The person with this address."""
    return Person.rows.filter(email=email, is_active=True).first()


def companies_run_by(person: Person) -> list[Company]:
    """The companies this person is an admin of, the oldest place first: one of them accepts a partner's invitation."""
    mine = Membership.rows.filter(person=person, role=Role.ADMIN, ended_at__isnull=True).order_by("created_at")
    return [each.company for each in mine.select_related("company")]


def suggested_company(invitation: Invitation) -> str:
    """What the inviting side calls the other company; the one thing of its record that its letter tells."""
    from twofold.core.oplog.row_kinds import row_kinds

    partner = row_kinds().get("partner")
    found = partner.rows.within(invitation.space_id).filter(pk=invitation.partner_id).first() if partner else None
    return str(found) if found else ""


def new_link(person: Person, moment: datetime, lasts: timedelta, goes_to: str = "") -> str:
    """A one-time sign-in address for a person; `goes_to` is the page they wanted to see."""
    made = new_id()
    secret = derived("sign-in", made)
    with write_lock():
        SignInLink.rows.create(
            id=made, person=person, token_hash=at_rest(secret), created_at=moment, expires_at=moment + lasts
        )
    return link(f"/sign-in/{secret}" + (f"?{urlencode({'next': goes_to})}" if goes_to else ""))


def link_for(email: str, moment: datetime, lasts: timedelta, goes_to: str = "") -> tuple[Person, str] | None:
    """A new link for a known address that has not been sent three within the time a link lasts."""
    person = person_with(email.strip().lower())
    if person is None:
        return None
    recent = SignInLink.rows.filter(person=person, created_at__gt=moment - lasts).count()
    if recent >= 3:  # noqa: PLR2004 - said above
        return None
    return person, new_link(person, moment, lasts, goes_to)


def forget_link(url: str) -> None:
    """A link that could not be sent never was; the next one counts anew."""
    secret = urlsplit(url).path.rpartition("/")[2]
    with write_lock():
        SignInLink.rows.filter(token_hash=at_rest(secret), used_at__isnull=True).delete()


@expired_rows("sign-in links that were used or are over")
def _over(now: datetime) -> QuerySet[SignInLink]:
    day = now - timedelta(days=1)
    return SignInLink.rows.filter(Q(expires_at__lt=day) | Q(used_at__lt=day))


def open_link(secret: str, moment: datetime) -> SignInLink:
    """The link, if it can still be used. Errors: NotFound."""
    found = (
        SignInLink.rows.filter(
            token_hash=at_rest(secret), used_at__isnull=True, expires_at__gt=moment, person__is_active=True
        )
        .select_related("person")
        .first()
    )
    if found is None:
        raise NotFound
    return found


def use_link(found: SignInLink, moment: datetime) -> bool:
    """Use it up, by compare-and-swap; false when somebody was faster."""
    return SignInLink.rows.filter(pk=found.pk, used_at__isnull=True).update(used_at=moment) == 1


def person_with_id(person_id: str) -> Person | None:
    """The person with this id, if they may still come in."""
    return Person.rows.filter(pk=person_id, is_active=True).first()


def person_by(person_id: str) -> Person:
    """The person with this id."""
    return Person.rows.get(pk=person_id)


def memberships(person: Person) -> list[Membership]:
    """A person's places in companies, oldest first."""
    return list(Membership.rows.filter(person=person, ended_at__isnull=True).order_by("created_at"))
