"""What every table leans on: base, column types, scope, transactions, error translation."""
