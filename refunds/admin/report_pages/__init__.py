"""The page on which finance chooses a period, looks at the totals, and takes the file."""
