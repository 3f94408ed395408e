"""How one row is shown: its values in words, its page, its history. Nothing here writes."""
