from django.apps import AppConfig
from django.db.models.signals import post_migrate
from django.utils.translation import gettext_lazy as _


class AccountsConfig(AppConfig):
    name = "accounts"
    verbose_name = _("Staff and customers")

    def ready(self) -> None:
        from accounts import backend
        from accounts.groups import make_groups

        post_migrate.connect(make_groups, dispatch_uid="accounts.make_groups")
        post_migrate.connect(backend.forget, dispatch_uid="accounts.backend.forget")
