"""Firewood: what a city's international office runs so that partner cities get each other through an epidemic."""
