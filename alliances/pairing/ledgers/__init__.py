"""结对共建 as a sheet of a ledger, in and out."""
