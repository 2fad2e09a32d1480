"""Companies, people, memberships, invitations, signing in, tokens."""
