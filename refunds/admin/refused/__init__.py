"""Refusals on their way to the record, and the record itself."""
