"""What administrators were told about the end of the working calendar."""

import datetime as dt

from django.db import models
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from refunds.models.kept import Kept


class CalendarNotice(Kept):
    """The arrangement of a year is missing and will matter, or matters already; raised at most once a day.

    year: the first that isn't known. known_to: the last day that is. cases: open cases with a deadline that isn't
    known for want of it. day: the day of the notice in UTC+8.
    """

    year = models.PositiveSmallIntegerField(_("year"))
    day = models.DateField(_("day of the notice"))
    at = models.DateTimeField(_("raised at"))
    known_to = models.DateField(_("calendar known to"))
    cases = models.PositiveIntegerField(_("open cases with a deadline that is not known"))

    class Meta:
        verbose_name = _("notice about the calendar")
        verbose_name_plural = _("notices about the calendar")
        ordering = ["-day", "-year"]
        constraints = [models.UniqueConstraint(fields=["year", "day"], name="refunds_calendar_notice_once_a_day")]

    def __str__(self) -> str:
        return _t("The arrangement of %(year)s is missing (%(day)s)") % {"year": self.year, "day": self.day}

    @property
    def days_left(self) -> int:
        """Days from the notice to the last day that is known; negative once that is past."""
        known_to: dt.date = self.known_to
        return (known_to - self.day).days
