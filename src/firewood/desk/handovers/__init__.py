"""Planned handovers and their print folder."""
