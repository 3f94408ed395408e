"""Cases that look like one: found, and ruled on by people."""
