"""The mail of the morning."""
