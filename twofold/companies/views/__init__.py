"""The pages of companies and people."""
