"""What `doctor` checks of leads and lists: each against its decision, its hash and the log."""
