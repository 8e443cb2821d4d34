"""What the desk shows, gathered from all apps."""
