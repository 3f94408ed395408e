"""Tests of the same names as the modules."""
