"""Source documents and their sentences, citations, attachments."""
