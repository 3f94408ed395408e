"""Our own entries in the working calendar: days, and the years they complete."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from accounts.labelled import labelled
from accounts.models import Recorded


class CalendarDay(Recorded):
    """Whether people work on a day, as a notice of the State Council says; it overrides the package's calendar.

    A day is never taken back: an entry that was mistaken is corrected.
    """

    day = models.DateField(_("day"), unique=True)
    works = models.BooleanField(_("working day"), choices=[(True, _("working day")), (False, _("day off"))])
    source = models.CharField(_("notice"), max_length=300)

    class Meta:
        verbose_name = _("calendar day")
        verbose_name_plural = _("calendar days")
        ordering = ["day"]
        permissions = [("enter_calendarday", _("Can enter days of the working calendar"))]

    def __str__(self) -> str:
        return labelled(self.day, self.get_works_display())


class CalendarYear(Recorded):
    """A year whose arrangement was entered completely: deadlines in it are known from then on."""

    year = models.PositiveSmallIntegerField(_("year"), unique=True)
    complete = models.BooleanField(_("complete"), default=True)
    source = models.CharField(_("notice"), max_length=300)

    class Meta:
        verbose_name = _("calendar year")
        verbose_name_plural = _("calendar years")
        ordering = ["year"]

    def __str__(self) -> str:
        return str(self.year)
