"""Mails to one person about signing in: written and sent by the worker, never while a page is asked for.

They are nobody's rows in a space, so they go beside the outbox, with its patience. A request only ever writes one task,
whoever is asked for: neither its answer nor its time tells whether an address is known, nor how the mail server is.
What a task says is encrypted, because it names a mail address and may carry a link.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import timedelta

import structlog
from cryptography.fernet import InvalidToken
from django_tasks import task

from twofold.core.clock import now
from twofold.core.crypto.encryption import cipher
from twofold.core.ids import new_id
from twofold.core.storage.write_lock import write_lock

_LONGEST_WAIT = 10 * 60
log = structlog.get_logger(__name__)

Writer = Callable[[str, dict[str, str]], None]
WRITERS: dict[str, tuple[Writer, timedelta]] = {}


def mail_kind(kind: str, worth: timedelta) -> Callable[[Writer], Writer]:
    """Register `(key, about)`, which writes a mail and sends it; after the time it is worth it is not tried again.

    `key` stays the same over all attempts. Nothing is to be sent: it just returns.
    """

    def register(body: Writer) -> Writer:
        WRITERS[kind] = (body, worth)
        return body

    return register


def queue_mail(kind: str, **about: str) -> None:
    """Have a mail written and sent."""
    encrypted = cipher("letter").encrypt(json.dumps([kind, new_id(), about]).encode()).decode()
    with write_lock():
        send_account_mail.enqueue(encrypted, 0)


@task()
def send_account_mail(encrypted: str, attempt: int) -> None:
    """One attempt at one mail; when it fails, the next one is queued, later and later, at least every ten minutes."""
    try:
        kind, key, about = json.loads(cipher("letter").decrypt(encrypted.encode()))
    except InvalidToken:
        log.warning("account mail cannot be decrypted: the server's secret key is another one now")
        return
    body, worth = WRITERS[kind]
    posted = cipher("letter").extract_timestamp(encrypted.encode())
    if now().timestamp() - posted > worth.total_seconds():
        log.warning("account mail given up", kind=kind, attempt=attempt)
        return
    try:
        body(key, about)
    except Exception as error:  # a delivery may fail in any way the outside invents
        log.warning("account mail failed", kind=kind, attempt=attempt + 1, error=type(error).__name__)
        wait = timedelta(seconds=min(5 * 4**attempt, _LONGEST_WAIT))
        with write_lock():
            send_account_mail.using(run_after=now() + wait).enqueue(encrypted, attempt + 1)
