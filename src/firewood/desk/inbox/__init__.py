"""The inbox: papers come in, are read as far as a program can read them, and are filed in one screen."""
