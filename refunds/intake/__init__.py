"""The doors by which cases come in, one a file; each ends in operations.receive."""
