"""Failed sign-ins, as our pages show them."""

from axes.models import AccessAttempt
from django.conf import settings
from django.utils.translation import gettext_lazy as _


class WrongPassword(AccessAttempt):
    """A name that failed to sign in from an address, and how often. django-axes writes these rows."""

    class Meta:
        proxy = True
        verbose_name = _("wrong password")
        verbose_name_plural = _("wrong passwords")

    @property
    def closes_the_door(self) -> bool:
        """Whether this name is refused from this address now."""
        return bool(self.failures_since_start >= settings.AXES_FAILURE_LIMIT)
