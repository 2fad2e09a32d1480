"""The campaign workspace: who does what by when, the gates, and whose move is next."""
