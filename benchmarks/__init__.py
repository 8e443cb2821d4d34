"""Measurements. Each compares with a named baseline of the same run and prints the ratio: `make bench`."""
