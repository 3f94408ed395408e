"""Pictures of the desk: work, age, deadlines, departures, reversals; each drawn by the server beside its table."""
