"""The tone of words that mean the same everywhere. A page that means something else passes `tone` itself."""

WORDS = {
    "good": "accepted, active, approved, complete, completed, converted, delivered, done, go, in force, joined, met, "
    "paid, published, ready, resolved, settled, signed, verified, won",
    "warn": "attention, conditional, due, due soon, expiring, held, needs changes, on hold, paused, proposed, retrying, "
    "unsigned, waiting, waived",
    "bad": "at risk, blocked, conflict, disputed, erased, failed, late, lost, no-go, overdue, refused, rejected, "
    "returned, revoked, unconsented",
    "busy": "contacted, creating, importing, in progress, in review, negotiating, promoting, reviewing, routing, "
    "running, working",
    "info": "invited, new, open, planned, planning, received, routed, scheduled, sent",
}
TONES: dict[str, str] = {word: tone for tone, words in WORDS.items() for word in words.split(", ")}
