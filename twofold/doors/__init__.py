"""Doors: each translates what comes from outside into operations, queries and rules."""
