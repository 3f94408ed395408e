"""Breaks the policies on purpose, one small place at a time, and looks whether a test notices: `make mutants`.

What is broken is mutmut's choice; docs/mutation.md says what is ours, and what was measured.
"""
