"""From an uploaded file to rows: reading, dry run, preview, the worker's chunks, retention."""
