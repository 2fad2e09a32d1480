"""The supervisor behind `twofold serve`: it starts, watches and stops, and never opens the database."""
