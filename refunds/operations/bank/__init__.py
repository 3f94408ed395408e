"""Bank transfers: the customer's account, the file for the bank, and what the bank says of it."""
