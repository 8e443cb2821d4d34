"""Colleagues: who has an account with which duties, invitations, and what each duty lets one do."""
