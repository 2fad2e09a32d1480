"""What one does about leads, one file for each thing somebody does."""
