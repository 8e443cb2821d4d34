"""People of the office, their duties, guest links, sign-in."""
