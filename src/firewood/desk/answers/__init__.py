"""Answers for others: sentences to copy, a brief before a call, a sheet for a speech, what changed in a text."""
