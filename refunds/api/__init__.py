"""The door for programs: JSON in, JSON out, errors as problems (RFC 9457). Thin: every request is one operation."""
