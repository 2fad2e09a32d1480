"""Commands that other commands start; they are not shown in the help."""
