"""Channels, messages and decisions of a campaign."""
