"""Cities, districts, countries, bodies, persons and their offices, partnerships, occasions, quotations."""
