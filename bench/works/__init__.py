"""The measured works, one file each; every file is a program that prints its rows as JSON."""
