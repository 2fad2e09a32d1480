"""Where data is: folders and files, the database's settings, one writer at a time."""
