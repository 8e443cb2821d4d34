"""What can be read from a letter or an old text without understanding it: names, goods, numbers, days, what it is for.

Everything here is a proposal that a person confirms. No Django, no database; no function raises for any text, and none
says a number that does not stand in the text.

`vocabulary` holds the words of numbers, `mentions` finds names; letters (`goods`, `numbers`), old texts (`old_text`)
and questions look through both.
"""
