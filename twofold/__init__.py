"""Twofold: the workspace two companies share to run a partnership."""

__version__ = "0.1.0"
