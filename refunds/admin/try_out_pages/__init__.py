"""What a try-out found, as a page: counts, a picture, money, clauses, cases."""
