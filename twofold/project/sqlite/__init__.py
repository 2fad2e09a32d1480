"""SQLite for Django with an untrusted schema."""
