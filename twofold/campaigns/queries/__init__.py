"""Reads of the campaign workspace."""
