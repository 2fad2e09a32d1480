"""The spine: who acts, what they may see, the one way a change happens, and the log that remembers it."""
