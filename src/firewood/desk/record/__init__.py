"""A record: readable data files in which every statement names its document and sentence, read and entered."""
