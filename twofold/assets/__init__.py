"""What the two companies make together, and what of it both have approved."""
