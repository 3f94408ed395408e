"""What stands around one attempt at a payout: when it waits, for how long, and who is told."""
