"""The append-only log: writing it, its hash chain, and what is read from it."""
