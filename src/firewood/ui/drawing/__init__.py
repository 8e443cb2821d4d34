"""Drawings as data: the map, the woodpile, the step line. Plain Python; templates turn them into SVG."""
