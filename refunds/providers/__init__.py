"""Moving money: one provider a file behind one contract. No rows in here."""
