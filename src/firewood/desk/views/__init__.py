"""The pages of the desk and the guest door."""
