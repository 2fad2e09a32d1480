"""The acts, in order: how they met, the campaign that is over, the one that runs."""
