"""What the parts can do without us: the limits that our figures are held against."""
