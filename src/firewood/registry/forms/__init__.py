"""The sheets on which the registry is written."""
