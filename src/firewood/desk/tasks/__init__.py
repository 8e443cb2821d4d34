"""Tasks: one question, one reason, one button; answered here or by another department."""
