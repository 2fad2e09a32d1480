"""The pages about leads; each hands what was sent to operations and queries."""
