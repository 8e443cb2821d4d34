"""What was done, by whom, when: actions, the journal, steps, refusals."""
