"""Rows about which the platform tells us: what it did not say, and as of when it spoke."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from accounts.models.recorded import Recorded


class Reported(Recorded):
    """A row kept up to date by reports of the platform. An older report never undoes what a newer one said."""

    reported_at = models.DateTimeField(
        _("as reported at"),
        null=True,
        blank=True,
        editable=False,
        help_text=_("the instant of the report that its changeable facts come from"),
    )

    class Meta:
        abstract = True


class Named(Reported):
    """A row that the platform names by an id of its own; where it gave none, the reference is made by us."""

    reference_given = models.BooleanField(_("named by the platform"), default=True, editable=False)

    class Meta:
        abstract = True
