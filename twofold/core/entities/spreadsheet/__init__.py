"""The items of an entity as a table in a file, CSV or XLSX: written as they are shown, read as they were meant."""
