"""What one does about people, invitations, tokens and deliveries, split by what someone does."""
