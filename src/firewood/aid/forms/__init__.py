"""What officers and guests type, read: every problem at once, beside its field, in their language."""
