"""What can be asked about aid, split by noun. Nothing here changes anything."""
