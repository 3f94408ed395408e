"""One file a step: its form, and the one operation that it calls."""
