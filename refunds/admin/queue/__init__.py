"""The queue: which cases, in which order, found by what."""
