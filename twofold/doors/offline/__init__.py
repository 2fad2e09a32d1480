"""Commands that need no server: route a file, verify a receipt, replay a decision."""
