"""Tables as text, in the CSV files that people really have: read record by record with places, and written safely."""
