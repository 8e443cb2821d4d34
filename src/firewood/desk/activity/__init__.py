"""What was done, in words, and how it is undone."""
