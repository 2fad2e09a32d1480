"""Receipts of signatures: files that prove who signed what when, without the server."""

import json
from typing import Any

from twofold.core.actor import Actor
from twofold.core.clock import stamp
from twofold.core.crypto.receipt_key import public_key_hex, receipt_key
from twofold.core.models import DocumentVersion, OplogEntry, Signature
from twofold.core.operations.query import query
from twofold.core.operations.registry import Nothing
from twofold.leads.models import KIND
from twofold.rules.receipts import Signer, Signing, make_receipt

from .lookup import visible
from .rules import Version


@query("lead_share.receipt", needs="campaigns.see")
def receipts(actor: Actor, input: Version) -> dict[str, Any]:
    """One receipt for each signature of a version: `{items: [{side, fileName, text}]}`.

    `text` is the file, byte for byte; `twofold verify --key …` checks it from the file alone.
    """
    version = visible(DocumentVersion, actor, input.id, kind=KIND)
    signatures = Signature.rows.visible_to(actor).filter(signed_version=version).select_related("person", "company")
    return {
        "items": [
            {
                "side": signature.side,
                "fileName": f"lead-share-rules-v{version.number}-{signature.side}.receipt.json",
                "text": _receipt(actor, version, signature).decode(),
            }
            for signature in signatures.order_by("created_at")
        ]
    }


@query("receipt.key", needs="campaigns.see", path="receipt-key")
def key(actor: Actor, input: Nothing) -> dict[str, str]:
    """The public key with which this server signs receipts, 64 hex digits: `{publicKey}`. It stays the same for the life
    of the installation: note it once, then `twofold verify --key` tells this server's receipts from forged ones.
    """
    return {"publicKey": public_key_hex()}


def _receipt(actor: Actor, version: DocumentVersion, signature: Signature) -> bytes:
    entry = OplogEntry.rows.visible_to(actor).get(
        target_id=version.pk, operation="lead_share.sign", company_id=signature.company_id
    )
    return make_receipt(
        Signing(
            document_kind=version.kind,
            document=json.loads(version.body),
            version=version.number,
            signer=Signer(signature.person.name, signature.company.name, signature.side),
            signed_at=stamp(signature.created_at),
            space=version.space_id,
            seq=entry.seq,
            entry_hash=entry.hash,
            signed_hash=signature.hash,
        ),
        receipt_key(),
    )
