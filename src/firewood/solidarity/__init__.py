"""Letters and other gestures between cities, their answers, and thanks."""
