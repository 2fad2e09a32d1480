"""Tests mirror the tree of `twofold/`."""
