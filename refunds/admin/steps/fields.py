"""Fields that the forms of the steps share: lines, instants, amounts."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from refunds.money import Money, MoneyError
from refunds.operations.evidence_files import Upload


class LinesField(forms.CharField):
    """Several short texts, one a line; a tuple."""

    def __init__(self, **options: Any) -> None:
        super().__init__(**{"widget": forms.Textarea(attrs={"rows": 2}), "required": False, **options})

    def to_python(self, value: Any) -> Any:
        """The lines that say something, without the space around them."""
        return tuple(line.strip() for line in (super().to_python(value) or "").splitlines() if line.strip())


class InstantField(forms.DateTimeField):
    """An instant by the clock of the desk, chosen in the browser's own calendar."""

    def __init__(self, **options: Any) -> None:
        widget = forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M")
        super().__init__(**{"widget": widget, "required": False, **options})


class AmountField(forms.CharField):
    """An amount in major units of one currency, read strictly: 12.30, never 12,30 or 1_230."""

    def __init__(self, currency: str, **options: Any) -> None:
        self.currency = currency
        widget = forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off", "size": 12})
        super().__init__(**{"widget": widget, "required": False, **options})

    def to_python(self, value: Any) -> Any:
        """Money, or None where nothing or zero was typed."""
        typed = super().to_python(value)
        if not typed:
            return None
        try:
            amount = Money.of(typed, self.currency)
        except MoneyError as error:
            raise ValidationError(_("This is no amount in %(currency)s: %(why)s."), params=self.named(error)) from error
        if amount < Money.zero(self.currency):
            raise ValidationError(_("An amount that goes back is not below zero."))
        return amount or None

    def named(self, error: MoneyError) -> dict[str, Any]:
        """What the message of an unreadable amount says."""
        return {"currency": self.currency, "why": error}


class SeveralFiles(forms.ClearableFileInput):
    """A file input that takes several at once."""

    allow_multiple_selected = True


class FilesField(forms.FileField):
    """Any number of files, read whole; a tuple of Upload. What they are is looked at by the operation."""

    widget = SeveralFiles

    def clean(self, data: Any, initial: Any = None) -> Any:
        """Each file with its name and content."""
        sent = data if isinstance(data, list | tuple) else [data] if data else []
        return tuple(Upload(file.name, file.read()) for file in sent if file)
