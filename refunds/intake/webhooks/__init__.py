"""The doors for what payment providers tell us by themselves, one provider a file."""
