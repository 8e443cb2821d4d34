"""The pages of letters and other gestures: each reads a form, calls one action or query, and answers."""
