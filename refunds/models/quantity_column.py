"""A column for quantities of units or PTC, exact as they were reported."""

from __future__ import annotations

from typing import Any

from django.db import models


class QuantityField(models.DecimalField):
    """A decimal that keeps its digits: 1.0 comes back as 1.0, as the evaluation quotes it.

    PostgreSQL pads numeric(24, 9) with zeros; plain numeric keeps what was written. The limits hold in forms, and in
    the reader of the dossier.
    """

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **{"max_digits": 24, "decimal_places": 9, **kwargs})

    def db_type(self, connection: Any) -> str:
        """Numeric without a scale."""
        return "numeric"
