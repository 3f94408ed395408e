"""Where a charge is paid back: its payment at the provider, the rules, and the instruction stored with a payout."""

import django.db.models.deletion
import django.db.models.functions.datetime
import simple_history.models
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("refunds", "0010_calendar_notices"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name="charge",
            name="provider",
            field=models.CharField(blank=True, max_length=40, verbose_name="provider"),
        ),
        migrations.AddField(
            model_name="charge",
            name="provider_payment",
            field=models.CharField(blank=True, max_length=200, verbose_name="payment at the provider"),
        ),
        migrations.AddField(
            model_name="historicalcharge",
            name="provider",
            field=models.CharField(blank=True, max_length=40, verbose_name="provider"),
        ),
        migrations.AddField(
            model_name="historicalcharge",
            name="provider_payment",
            field=models.CharField(blank=True, max_length=200, verbose_name="payment at the provider"),
        ),
        migrations.AddField(
            model_name="historicalpayout",
            name="body",
            field=models.TextField(default="", editable=False, verbose_name="instruction"),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name="historicalpayout",
            name="destination_digest",
            field=models.CharField(default="", editable=False, max_length=64, verbose_name="digest of the destination"),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name="payout",
            name="body",
            field=models.TextField(default="", editable=False, verbose_name="instruction"),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name="payout",
            name="destination_digest",
            field=models.CharField(default="", editable=False, max_length=64, verbose_name="digest of the destination"),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name="sandboxcall",
            name="called_at",
            field=models.DateTimeField(
                db_default=django.db.models.functions.datetime.Now(), editable=False, verbose_name="called at"
            ),
        ),
        migrations.CreateModel(
            name="HistoricalProviderRule",
            fields=[
                ("id", models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID")),
                ("history_change_reason", models.TextField(null=True)),
                (
                    "route",
                    models.CharField(
                        choices=[
                            ("original", "original payment account"),
                            ("bank_transfer", "bank transfer"),
                            ("account_balance", "account balance"),
                        ],
                        max_length=20,
                        verbose_name="route",
                    ),
                ),
                (
                    "method",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("visa", "Visa"),
                            ("mastercard", "MasterCard"),
                            ("amex", "American Express"),
                            ("paypal", "PayPal"),
                            ("apple_pay", "Apple Pay"),
                            ("google_pay", "Google Pay"),
                            ("bank_transfer", "bank transfer"),
                            ("alipay", "Alipay"),
                            ("wechat_pay", "WeChat Pay"),
                            ("crypto", "crypto currency"),
                        ],
                        max_length=20,
                        verbose_name="method",
                    ),
                ),
                ("currency", models.CharField(blank=True, max_length=3, verbose_name="currency")),
                (
                    "region",
                    models.CharField(
                        blank=True,
                        help_text="the customer's, as in ISO 3166",
                        max_length=2,
                        verbose_name="region",
                    ),
                ),
                (
                    "provider",
                    models.CharField(
                        choices=[
                            ("stripe", "Stripe"),
                            ("paypal", "PayPal"),
                            ("bank_transfer", "bank transfer"),
                            ("account_balance", "account balance"),
                            ("sandbox", "sandbox: remembers instead of paying"),
                        ],
                        max_length=40,
                        verbose_name="provider",
                    ),
                ),
                ("in_use", models.BooleanField(default=True, verbose_name="in use")),
                ("history_id", models.AutoField(primary_key=True, serialize=False)),
                ("history_date", models.DateTimeField(db_index=True)),
                (
                    "history_type",
                    models.CharField(choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1),
                ),
                (
                    "history_user",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "historical provider rule",
                "verbose_name_plural": "historical provider rules",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="ProviderRule",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "route",
                    models.CharField(
                        choices=[
                            ("original", "original payment account"),
                            ("bank_transfer", "bank transfer"),
                            ("account_balance", "account balance"),
                        ],
                        max_length=20,
                        verbose_name="route",
                    ),
                ),
                (
                    "method",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("visa", "Visa"),
                            ("mastercard", "MasterCard"),
                            ("amex", "American Express"),
                            ("paypal", "PayPal"),
                            ("apple_pay", "Apple Pay"),
                            ("google_pay", "Google Pay"),
                            ("bank_transfer", "bank transfer"),
                            ("alipay", "Alipay"),
                            ("wechat_pay", "WeChat Pay"),
                            ("crypto", "crypto currency"),
                        ],
                        max_length=20,
                        verbose_name="method",
                    ),
                ),
                ("currency", models.CharField(blank=True, max_length=3, verbose_name="currency")),
                (
                    "region",
                    models.CharField(
                        blank=True,
                        help_text="the customer's, as in ISO 3166",
                        max_length=2,
                        verbose_name="region",
                    ),
                ),
                (
                    "provider",
                    models.CharField(
                        choices=[
                            ("stripe", "Stripe"),
                            ("paypal", "PayPal"),
                            ("bank_transfer", "bank transfer"),
                            ("account_balance", "account balance"),
                            ("sandbox", "sandbox: remembers instead of paying"),
                        ],
                        max_length=40,
                        verbose_name="provider",
                    ),
                ),
                ("in_use", models.BooleanField(default=True, verbose_name="in use")),
            ],
            options={
                "verbose_name": "provider rule",
                "verbose_name_plural": "provider rules",
                "ordering": ["route", "method", "currency", "region", "pk"],
                "permissions": [("set_providerrule", "Can say which provider pays back what")],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("in_use", True)),
                        fields=("route", "method", "currency", "region"),
                        name="refunds_rule_once",
                        violation_error_message="There is a rule for this already. Change that one.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("provider__in", ["stripe", "paypal", "bank_transfer", "account_balance", "sandbox"])
                        ),
                        name="refunds_rule_provider",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("currency__regex", "^([A-Z]{3})?$"), ("region__regex", "^([A-Z]{2})?$")),
                        name="refunds_rule_codes",
                        violation_error_message="A currency is three capital letters (ISO 4217), a region two (ISO 3166).",
                    ),
                ],
            },
        ),
    ]
