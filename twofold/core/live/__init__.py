"""The live stream: who is told that something changed. Ids only; the page fetches through a normal request."""
