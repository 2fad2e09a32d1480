"""What one does in a campaign workspace, split by what someone does."""
