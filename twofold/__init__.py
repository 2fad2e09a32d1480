"""Twofold: the workspace two companies share to run a partnership."""
