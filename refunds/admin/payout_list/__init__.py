"""The parts of the list of payouts."""
