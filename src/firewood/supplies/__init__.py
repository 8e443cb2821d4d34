"""Items, packings, lots, places of goods, and the goods ledger."""
