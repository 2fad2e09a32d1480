"""What the registries say, as pages to read."""
