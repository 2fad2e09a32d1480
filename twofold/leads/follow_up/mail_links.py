"""Links in mails that act for one person on one lead, and on nothing else. A GET shows; only a POST acts."""

from __future__ import annotations

import base64
import hashlib
import hmac
import time
from dataclasses import dataclass

from twofold.companies.secrets import derived
from twofold.core.actor import Actor, member
from twofold.core.errors import NotFound
from twofold.core.ids import LENGTH, is_id
from twofold.core.models import Membership
from twofold.leads.models import Lead

LASTS_SECONDS = 14 * 24 * 3600
_STAMP = 4
_MAC = 32


@dataclass(frozen=True)
class Bearer:
    """Who came by a link, and for which lead."""

    actor: Actor
    lead: Lead


def link_token(lead_id: str, membership: Membership, issued: int | None = None) -> str:
    """The token: lead, membership, when, and a keyed hash over these and the membership's epoch."""
    moment = int(time.time()) if issued is None else issued
    body = f"{lead_id}{membership.pk}".encode() + moment.to_bytes(_STAMP, "big")
    return base64.urlsafe_b64encode(body + _mac(body, membership.epoch)).decode().rstrip("=")


def bearer_of(token: str) -> Bearer:
    """Who the token stands for. Errors: NotFound for forged, late, revoked and foreign ones alike."""
    try:
        raw = base64.urlsafe_b64decode(token + "=" * (-len(token) % 4))
        lead_id, membership_id = raw[:LENGTH].decode("ascii"), raw[LENGTH : 2 * LENGTH].decode("ascii")
    except ValueError:
        raise NotFound from None
    body, mac = raw[: 2 * LENGTH + _STAMP], raw[2 * LENGTH + _STAMP :]
    if len(mac) != _MAC or not is_id(lead_id) or not is_id(membership_id):
        raise NotFound
    membership = (
        Membership.rows.select_related("person", "company")
        .filter(pk=membership_id, ended_at__isnull=True, person__is_active=True)
        .first()
    )
    if membership is None or not hmac.compare_digest(mac, _mac(body, membership.epoch)):
        raise NotFound
    if time.time() - int.from_bytes(body[-_STAMP:], "big") > LASTS_SECONDS:
        raise NotFound
    actor = member(membership, "mail")
    lead = Lead.rows.visible_to(actor).filter(pk=lead_id).select_related("campaign").first()
    if lead is None or not actor.may("leads.work"):
        raise NotFound
    return Bearer(actor, lead)


def _mac(body: bytes, epoch: int) -> bytes:
    key = derived("lead-link", str(epoch)).encode()
    return hmac.new(key, body, hashlib.sha256).digest()
