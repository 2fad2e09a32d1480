"""What the business means: pure, without framework, clock or input and output."""
