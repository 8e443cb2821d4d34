"""Text in several languages: rows, direction of script, number and date formats, the search index."""
