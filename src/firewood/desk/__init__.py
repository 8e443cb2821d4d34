"""Pages that compose apps: overview, search, a partner's page, the guest's thread."""
