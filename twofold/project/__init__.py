"""Settings, the URL table and the entry to the web server."""
