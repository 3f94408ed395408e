"""The working calendar for people: a year to look at, days to enter, a year to complete."""
