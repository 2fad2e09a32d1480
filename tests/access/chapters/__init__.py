"""One file for each app: `tell(story)` makes its things on every side."""
