"""Needs, pledges, consignments, boxes, handovers, receipts, discrepancies, distribution, stated figures."""
