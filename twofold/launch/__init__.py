"""What goes out when on either side, what stands in the way, and whether the launch may go."""
