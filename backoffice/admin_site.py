from django.contrib.admin import AdminSite
from django.utils.translation import gettext_lazy as _


class BackOfficeSite(AdminSite):
    """The admin of the customer service team."""

    site_title = _("Refund back office")
    site_header = _("Refund back office")
    index_title = _("Overview")
    empty_value_display = "—"
