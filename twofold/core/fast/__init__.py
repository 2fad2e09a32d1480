"""What was made for speed alone; each has a plain equivalent and a test that both agree."""
