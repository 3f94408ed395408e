"""The page of the providers: how each is doing, what waits, and what people may do about it."""
