"""Versions of the policies for people: a document to read, two side by side, a draft to edit, what it would change."""
