"""Saved views of the queue: chosen, applied, kept, removed."""
