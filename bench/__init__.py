"""Benchmarks: each against a named limit and a named peer, one line of JSON a measurement. See README.md."""
