"""What guests type."""
