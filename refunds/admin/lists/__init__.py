"""Lists that stay quick on big tables: no full count, and only the filters and orders that are named."""
