"""What a joint campaign means: its template, its dates, its gates and whose move is next."""
