"""What the customer says and sends: their own words, never the facts (reading 10.22)."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from refunds.models.money_column import MoneyColumns, currency_code, minor_units
from refunds.models.vocabulary import Channel, ClaimType, Ground, LegalKind, PayoutPreference


class Claim(models.Model):
    """The claim's columns of a case; empty or null means that it isn't known."""

    claim_type = models.CharField(
        _("type of claim"), max_length=20, choices=ClaimType.choices, default=ClaimType.FIRST, blank=True
    )
    ground = models.CharField(_("ground"), max_length=40, choices=Ground.choices, blank=True)
    event_at = models.DateTimeField(_("event at"), null=True, blank=True)
    submitted_at = models.DateTimeField(_("submitted at"), null=True, blank=True)
    discovered_at = models.DateTimeField(_("discovered at"), null=True, blank=True)
    channel = models.CharField(_("channel"), max_length=20, choices=Channel.choices, blank=True)
    requested_minor = minor_units(_("requested amount"), optional=True)
    currency = currency_code(optional=True)
    description = models.TextField(_("description"), blank=True)

    unknown_charge_ids = models.JSONField(
        _("charges claimed that are not in the file"), default=dict, blank=True, help_text=_("id by place in the claim")
    )
    unknown_usage_ids = models.JSONField(
        _("usage claimed that is not in the file"), default=dict, blank=True, help_text=_("id by place in the claim")
    )

    order_number_given = models.BooleanField(_("order number given"), null=True, blank=True)
    purchase_time_given = models.BooleanField(_("purchase time given"), null=True, blank=True)
    reason_given = models.BooleanField(_("reason given"), null=True, blank=True)
    time_given = models.BooleanField(_("time of the event given"), null=True, blank=True)
    description_given = models.BooleanField(_("problem described"), null=True, blank=True)
    order_number_matches_account = models.BooleanField(_("order belongs to the account"), null=True, blank=True)
    stated_purchase_time = models.DateTimeField(_("purchase time as stated"), null=True, blank=True)

    is_account_holder = models.BooleanField(_("applicant is the account holder"), null=True, blank=True)
    identity_provided = models.BooleanField(_("identity document provided"), null=True, blank=True)
    identity_matches_account = models.BooleanField(_("identity matches the account"), null=True, blank=True)

    payout_preference = models.CharField(
        _("preferred payout"), max_length=20, choices=PayoutPreference.choices, blank=True
    )
    payout_account_given = models.BooleanField(_("payout account given"), default=False)
    payout_account_owner_matches = models.BooleanField(_("account belongs to the customer"), null=True, blank=True)
    payout_account_region_supported = models.BooleanField(_("region of the account is served"), null=True, blank=True)

    legal_kind = models.CharField(_("legal proceedings"), max_length=20, choices=LegalKind.choices, blank=True)
    legal_filed_at = models.DateTimeField(_("filed at"), null=True, blank=True)
    legal_reference = models.CharField(_("file number"), max_length=200, blank=True)
    legal_on_file = models.BooleanField(_("legal proceedings on file"), default=False)

    new_materials = models.BooleanField(_("brings new materials"), null=True, blank=True)
    earlier_contact = models.TextField(_("earlier contact"), blank=True)

    requested = MoneyColumns("requested_minor")

    class Meta:
        abstract = True
