"""The parts of receiving a case: what a document must be, the platform's rows, the claim, what lies in the file."""
