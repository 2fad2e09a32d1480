"""What is kept for a while only is gone when its time is over, and nothing else is."""

from datetime import timedelta

import pytest
from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session

from tests.core.test_doctor import findings
from tests.signing_in import by_password
from tests.worlds import World
from twofold.companies.models import SignInLink
from twofold.companies.sign_in import new_link
from twofold.core.clock import now
from twofold.core.jobs.purge import purge
from twofold.core.jobs.scheduled import DAILY_JOBS
from twofold.core.models import IdempotencyKey, OutboxMessage
from twofold.core.operations.runner import run

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]
NEW = {"company": "Elmfield", "contactName": "Eli", "contactEmail": "eli@elmfield.example", "type": "referral"}


def test_the_worker_purges_once_a_day() -> None:
    assert DAILY_JOBS["rows that are kept for a while only"] is purge


def test_a_key_is_forgotten_after_a_day(world: World) -> None:
    run(world.host, "partner.create", NEW, key="k")
    assert purge(now() + timedelta(hours=23))["idempotency keys"] == 0
    assert purge(now() + timedelta(hours=25))["idempotency keys"] == 1
    assert not IdempotencyKey.rows.exists()
    assert not run(world.host, "partner.create", {**NEW, "company": "Other"}, key="k").replayed


def test_links_go_once_they_cannot_be_used_any_more(world: World) -> None:
    new_link(world.host.person, now(), timedelta(minutes=15))
    new_link(world.host.person, now(), timedelta(days=5))
    name = "sign-in links that were used or are over"
    assert purge(now() + timedelta(hours=20))[name] == 0
    assert purge(now() + timedelta(hours=26))[name] == 1
    SignInLink.rows.update(used_at=now())
    assert purge(now() + timedelta(hours=26))[name] == 1


def test_sessions_go_with_their_devices_once_they_are_over(world: World) -> None:
    by_password(world.host)
    by_password(world.partner)
    early = Session.objects.latest("expire_date")
    Session.objects.filter(pk=early.pk).update(expire_date=now() + timedelta(hours=1))
    assert purge(now())["sessions that are over"] == 0
    removed = purge(now() + timedelta(hours=2))
    assert (removed["sessions that are over"], removed["devices of sessions that are over"]) == (1, 1)
    assert not Session.objects.filter(pk=early.pk).exists()
    assert Session.objects.count() == UserSession.objects.count() == 1


def test_deliveries_go_a_month_after_they_went_out_and_doctor_knows_why(world: World) -> None:
    month, every = now() - timedelta(days=31), OutboxMessage.rows.everywhere(because="test")
    sent, failed = every.values_list("pk", flat=True)
    every.filter(pk=sent).update(state="sent", updated_at=month)
    every.filter(pk=failed).update(state="failed", updated_at=month)
    assert purge(now())["deliveries that went out"] == 1
    assert list(every.values_list("pk", flat=True)) == [failed]
    gone = [f"The outbox_message {sent} is in the log, but its row is gone."]
    assert findings()["rows against the log"] == gone  # the log tells of it today: nobody may have purged it yet


def test_doctor_does_not_miss_what_was_purged_in_its_time(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    every = OutboxMessage.rows.everywhere(because="test")
    later = now() + timedelta(days=31)
    every.update(state="sent")
    assert purge(now() + timedelta(days=29))["deliveries that went out"] == 0
    assert purge(later)["deliveries that went out"] == 2
    monkeypatch.setattr("twofold.core.upkeep.doctor.row_checks.now", lambda: later)
    assert "rows against the log" not in findings()
