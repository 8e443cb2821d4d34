"""The round trip in real browsers."""
