"""Aid for other programs: reads and writes, through the same actions as the pages."""
