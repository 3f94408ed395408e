from django.apps import AppConfig
from django.contrib.admin.apps import AdminConfig
from django.db.models.signals import post_migrate, pre_migrate
from django.utils.translation import gettext_lazy as _

from backoffice import migrating


class BackOfficeConfig(AppConfig):
    name = "backoffice"
    verbose_name = _("Back office")

    def ready(self) -> None:
        pre_migrate.connect(migrating.lift_limits, dispatch_uid="lift connection limits")
        post_migrate.connect(migrating.restore_limits, dispatch_uid="restore connection limits")


class BackOfficeAdminConfig(AdminConfig):
    """The stock admin with our own site as `django.contrib.admin.site`."""

    default = False
    default_site = "backoffice.admin_site.BackOfficeSite"
