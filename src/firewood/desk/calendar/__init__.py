"""The calendar of the desk and its secret feed."""
