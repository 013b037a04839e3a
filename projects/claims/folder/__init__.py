"""What claims bring to an inspection folder: the ledger of claims, the money, the letters."""
