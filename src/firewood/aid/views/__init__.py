"""The pages of aid: each reads a form, calls one action or query, and answers."""
