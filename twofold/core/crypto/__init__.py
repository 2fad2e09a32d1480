"""Keyed hashes, encryption, and the key that signs receipts: three different things."""
