"""What one asks about leads."""
