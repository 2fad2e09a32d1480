"""What keeps an installation sound: migrations, backup, integrity checks, dump."""
