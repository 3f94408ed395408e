"""Files between us and the bank: what goes out to be paid, and the statements that come back. No rows in here."""
