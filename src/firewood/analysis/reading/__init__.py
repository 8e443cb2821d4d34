"""What can be read from a letter without understanding it: names, goods with their numbers, days, and what it is for.

Everything here is a proposal that a person confirms. No Django, no database; no function raises for any text, and none
says a number that does not stand in the text.
"""
