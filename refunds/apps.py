from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class RefundsConfig(AppConfig):
    name = "refunds"
    verbose_name = _("Refunds")

    def ready(self) -> None:
        """Refuse to start with settings that can't be read, in every process."""
        from refunds.operations.bank.setup import hold_to_account  # the models are there by now

        hold_to_account()
