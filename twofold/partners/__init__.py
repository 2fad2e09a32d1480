"""Partner records: who a company works with, and where that stands."""
