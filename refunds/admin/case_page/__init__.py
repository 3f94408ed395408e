"""The page of a case: everything that a decision may rest on, in the order in which a person asks for it."""
