"""The rows of companies, people and spaces, and what both sides of a space sign."""
