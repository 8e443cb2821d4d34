"""The forms of letters and other gestures."""
