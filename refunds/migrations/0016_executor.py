"""What pays exactly once: limits, switches and health of the providers, disputes, refunds that are not ours."""

import django.db.models.deletion
import simple_history.models
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("refunds", "0015_audited_deductions"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Alarm",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("breaker", "provider does not answer"),
                            ("ceiling", "ceiling of the day"),
                            ("velocity", "too many payouts"),
                            ("dispute", "dispute"),
                            ("overdrawn", "more went back than was captured"),
                            ("foreign", "refund that is not ours"),
                            ("restored", "restored from a backup"),
                            ("unknown", "outcome for two people"),
                        ],
                        max_length=20,
                        verbose_name="kind",
                    ),
                ),
                ("subject", models.CharField(max_length=200, verbose_name="about")),
                ("sentence", models.TextField(verbose_name="what it is")),
                ("day", models.DateField(verbose_name="day")),
                ("at", models.DateTimeField(db_index=True, verbose_name="at")),
            ],
            options={
                "verbose_name": "alarm",
                "verbose_name_plural": "alarms",
                "ordering": ["-at", "-pk"],
            },
        ),
        migrations.CreateModel(
            name="BooksMark",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("mark", models.CharField(max_length=200, verbose_name="mark of the database")),
                ("noticed_at", models.DateTimeField(verbose_name="noticed at")),
                ("adopted_at", models.DateTimeField(blank=True, null=True, verbose_name="adopted at")),
            ],
            options={
                "verbose_name": "mark of the books",
                "verbose_name_plural": "marks of the books",
                "ordering": ["-pk"],
            },
        ),
        migrations.CreateModel(
            name="EstablishedOutcome",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("proposed", "waits for a second person"),
                            ("confirmed", "confirmed"),
                            ("declined", "declined"),
                            ("overtaken", "overtaken by news of the provider"),
                        ],
                        default="proposed",
                        max_length=40,
                        verbose_name="state",
                    ),
                ),
                (
                    "ended",
                    models.CharField(
                        choices=[("paid", "it was paid"), ("not_paid", "it was proven not to be paid")],
                        max_length=20,
                        verbose_name="how it ended",
                    ),
                ),
                (
                    "provider_reference",
                    models.CharField(blank=True, max_length=100, verbose_name="reference of the provider"),
                ),
                ("evidence", models.TextField(verbose_name="evidence")),
                ("proposed_at", models.DateTimeField(verbose_name="found out at")),
                ("ruled_at", models.DateTimeField(blank=True, null=True, verbose_name="ruled at")),
                ("ruled_because", models.TextField(blank=True, verbose_name="what the second person says")),
            ],
            options={
                "verbose_name": "established outcome",
                "verbose_name_plural": "established outcomes",
                "ordering": ["-pk"],
                "permissions": [
                    ("propose_establishedoutcome", "Can find out how an unknown payout ended"),
                    ("confirm_establishedoutcome", "Can confirm how an unknown payout ended"),
                ],
            },
        ),
        migrations.CreateModel(
            name="ForeignRefund",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("provider", models.CharField(max_length=40, verbose_name="provider")),
                ("provider_reference", models.CharField(max_length=200, verbose_name="reference of the provider")),
                ("key", models.CharField(blank=True, max_length=200, verbose_name="idempotency key")),
                ("payment", models.CharField(db_index=True, max_length=200, verbose_name="payment at the provider")),
                ("amount_minor", models.BigIntegerField(help_text="in minor units", verbose_name="amount")),
                ("currency", models.CharField(max_length=3, verbose_name="currency")),
                ("state", models.CharField(max_length=20, verbose_name="state at the provider")),
                ("made_at", models.DateTimeField(verbose_name="made at")),
                ("found_at", models.DateTimeField(verbose_name="found at")),
            ],
            options={
                "verbose_name": "refund not ours",
                "verbose_name_plural": "refunds not ours",
                "ordering": ["-pk"],
            },
        ),
        migrations.CreateModel(
            name="HistoricalBooksMark",
            fields=[
                ("id", models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID")),
                ("history_change_reason", models.TextField(null=True)),
                ("mark", models.CharField(max_length=200, verbose_name="mark of the database")),
                ("noticed_at", models.DateTimeField(verbose_name="noticed at")),
                ("adopted_at", models.DateTimeField(blank=True, null=True, verbose_name="adopted at")),
                ("history_id", models.AutoField(primary_key=True, serialize=False)),
                ("history_date", models.DateTimeField(db_index=True)),
                (
                    "history_type",
                    models.CharField(choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1),
                ),
            ],
            options={
                "verbose_name": "historical mark of the books",
                "verbose_name_plural": "historical marks of the books",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalEstablishedOutcome",
            fields=[
                ("id", models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID")),
                ("history_change_reason", models.TextField(null=True)),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("proposed", "waits for a second person"),
                            ("confirmed", "confirmed"),
                            ("declined", "declined"),
                            ("overtaken", "overtaken by news of the provider"),
                        ],
                        default="proposed",
                        max_length=40,
                        verbose_name="state",
                    ),
                ),
                (
                    "ended",
                    models.CharField(
                        choices=[("paid", "it was paid"), ("not_paid", "it was proven not to be paid")],
                        max_length=20,
                        verbose_name="how it ended",
                    ),
                ),
                (
                    "provider_reference",
                    models.CharField(blank=True, max_length=100, verbose_name="reference of the provider"),
                ),
                ("evidence", models.TextField(verbose_name="evidence")),
                ("proposed_at", models.DateTimeField(verbose_name="found out at")),
                ("ruled_at", models.DateTimeField(blank=True, null=True, verbose_name="ruled at")),
                ("ruled_because", models.TextField(blank=True, verbose_name="what the second person says")),
                ("history_id", models.AutoField(primary_key=True, serialize=False)),
                ("history_date", models.DateTimeField(db_index=True)),
                (
                    "history_type",
                    models.CharField(choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1),
                ),
            ],
            options={
                "verbose_name": "historical established outcome",
                "verbose_name_plural": "historical established outcomes",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalForeignRefund",
            fields=[
                ("id", models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID")),
                ("history_change_reason", models.TextField(null=True)),
                ("provider", models.CharField(max_length=40, verbose_name="provider")),
                ("provider_reference", models.CharField(max_length=200, verbose_name="reference of the provider")),
                ("key", models.CharField(blank=True, max_length=200, verbose_name="idempotency key")),
                ("payment", models.CharField(db_index=True, max_length=200, verbose_name="payment at the provider")),
                ("amount_minor", models.BigIntegerField(help_text="in minor units", verbose_name="amount")),
                ("currency", models.CharField(max_length=3, verbose_name="currency")),
                ("state", models.CharField(max_length=20, verbose_name="state at the provider")),
                ("made_at", models.DateTimeField(verbose_name="made at")),
                ("found_at", models.DateTimeField(verbose_name="found at")),
                ("history_id", models.AutoField(primary_key=True, serialize=False)),
                ("history_date", models.DateTimeField(db_index=True)),
                (
                    "history_type",
                    models.CharField(choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1),
                ),
            ],
            options={
                "verbose_name": "historical refund not ours",
                "verbose_name_plural": "historical refunds not ours",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalPayoutLimit",
            fields=[
                ("id", models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID")),
                ("history_change_reason", models.TextField(null=True)),
                ("currency", models.CharField(max_length=3, verbose_name="currency")),
                (
                    "daily_minor",
                    models.BigIntegerField(
                        blank=True, help_text="in minor units", null=True, verbose_name="most in one day"
                    ),
                ),
                (
                    "hourly_count",
                    models.PositiveIntegerField(blank=True, null=True, verbose_name="most payouts in one hour"),
                ),
                ("tripped_at", models.DateTimeField(blank=True, editable=False, null=True, verbose_name="tripped at")),
                (
                    "counted_from",
                    models.DateTimeField(blank=True, editable=False, null=True, verbose_name="counted from"),
                ),
                ("history_id", models.AutoField(primary_key=True, serialize=False)),
                ("history_date", models.DateTimeField(db_index=True)),
                (
                    "history_type",
                    models.CharField(choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1),
                ),
            ],
            options={
                "verbose_name": "historical payout limit",
                "verbose_name_plural": "historical payout limits",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalProviderSwitch",
            fields=[
                ("id", models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID")),
                ("history_change_reason", models.TextField(null=True)),
                ("provider", models.CharField(blank=True, db_index=True, max_length=40, verbose_name="provider")),
                ("paused", models.BooleanField(default=False, verbose_name="paused")),
                ("because", models.TextField(blank=True, verbose_name="reason")),
                ("changed_at", models.DateTimeField(verbose_name="changed at")),
                ("history_id", models.AutoField(primary_key=True, serialize=False)),
                ("history_date", models.DateTimeField(db_index=True)),
                (
                    "history_type",
                    models.CharField(choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1),
                ),
            ],
            options={
                "verbose_name": "historical switch of a provider",
                "verbose_name_plural": "historical switches of the providers",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="PayoutLimit",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("currency", models.CharField(max_length=3, verbose_name="currency")),
                (
                    "daily_minor",
                    models.BigIntegerField(
                        blank=True, help_text="in minor units", null=True, verbose_name="most in one day"
                    ),
                ),
                (
                    "hourly_count",
                    models.PositiveIntegerField(blank=True, null=True, verbose_name="most payouts in one hour"),
                ),
                ("tripped_at", models.DateTimeField(blank=True, editable=False, null=True, verbose_name="tripped at")),
                (
                    "counted_from",
                    models.DateTimeField(blank=True, editable=False, null=True, verbose_name="counted from"),
                ),
            ],
            options={
                "verbose_name": "payout limit",
                "verbose_name_plural": "payout limits",
                "ordering": ["currency"],
                "permissions": [
                    ("set_payoutlimit", "Can set payout limits"),
                    ("lift_payoutlimit", "Can let payouts go on after a breaker tripped"),
                ],
            },
        ),
        migrations.CreateModel(
            name="ProviderHealth",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("provider", models.CharField(max_length=40, unique=True, verbose_name="provider")),
                ("failures", models.PositiveIntegerField(default=0, verbose_name="failures in a row")),
                ("open_until", models.DateTimeField(blank=True, null=True, verbose_name="resting until")),
                ("probe_until", models.DateTimeField(blank=True, null=True, verbose_name="being tried until")),
                ("budget", models.FloatField(default=0, verbose_name="retries left")),
                ("budget_at", models.DateTimeField(blank=True, null=True, verbose_name="retries counted at")),
                ("cursor", models.TextField(blank=True, verbose_name="listed up to")),
                ("listed_at", models.DateTimeField(blank=True, null=True, verbose_name="last listed whole at")),
            ],
            options={
                "verbose_name": "health of a provider",
                "verbose_name_plural": "health of the providers",
                "ordering": ["provider"],
            },
        ),
        migrations.CreateModel(
            name="ProviderSwitch",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("provider", models.CharField(blank=True, max_length=40, unique=True, verbose_name="provider")),
                ("paused", models.BooleanField(default=False, verbose_name="paused")),
                ("because", models.TextField(blank=True, verbose_name="reason")),
                ("changed_at", models.DateTimeField(verbose_name="changed at")),
            ],
            options={
                "verbose_name": "switch of a provider",
                "verbose_name_plural": "switches of the providers",
                "ordering": ["provider"],
                "permissions": [
                    ("pause_providerswitch", "Can pause payouts"),
                    ("resume_providerswitch", "Can let paused payouts go on"),
                ],
            },
        ),
        migrations.AlterModelOptions(
            name="payout",
            options={
                "ordering": ["-approved_at", "-pk"],
                "permissions": [
                    ("pay_payout", "Can pay out and settle"),
                    ("return_payout", "Can record that a refund came back"),
                    ("cancel_payout", "Can cancel a payout that was not sent"),
                    ("export_payout", "Can export payouts"),
                ],
                "verbose_name": "payout",
                "verbose_name_plural": "payouts",
            },
        ),
        migrations.RemoveConstraint(
            model_name="ledgerentry",
            name="refunds_entry_sign",
        ),
        migrations.AddField(
            model_name="charge",
            name="elsewhere_minor",
            field=models.BigIntegerField(default=0, editable=False, verbose_name="went back without us"),
        ),
        migrations.AddField(
            model_name="dispute",
            name="amount_minor",
            field=models.BigIntegerField(blank=True, help_text="in minor units", null=True, verbose_name="amount"),
        ),
        migrations.AddField(
            model_name="dispute",
            name="closed_at",
            field=models.DateTimeField(blank=True, null=True, verbose_name="closed at"),
        ),
        migrations.AddField(
            model_name="dispute",
            name="currency",
            field=models.CharField(blank=True, max_length=3, verbose_name="currency"),
        ),
        migrations.AddField(
            model_name="dispute",
            name="provider",
            field=models.CharField(blank=True, max_length=40, verbose_name="provider"),
        ),
        migrations.AddField(
            model_name="dispute",
            name="provider_reference",
            field=models.CharField(blank=True, max_length=200, null=True, verbose_name="reference of the provider"),
        ),
        migrations.AddField(
            model_name="historicalcharge",
            name="elsewhere_minor",
            field=models.BigIntegerField(default=0, editable=False, verbose_name="went back without us"),
        ),
        migrations.AddField(
            model_name="historicaldispute",
            name="amount_minor",
            field=models.BigIntegerField(blank=True, help_text="in minor units", null=True, verbose_name="amount"),
        ),
        migrations.AddField(
            model_name="historicaldispute",
            name="closed_at",
            field=models.DateTimeField(blank=True, null=True, verbose_name="closed at"),
        ),
        migrations.AddField(
            model_name="historicaldispute",
            name="currency",
            field=models.CharField(blank=True, max_length=3, verbose_name="currency"),
        ),
        migrations.AddField(
            model_name="historicaldispute",
            name="provider",
            field=models.CharField(blank=True, max_length=40, verbose_name="provider"),
        ),
        migrations.AddField(
            model_name="historicaldispute",
            name="provider_reference",
            field=models.CharField(blank=True, max_length=200, null=True, verbose_name="reference of the provider"),
        ),
        migrations.AddField(
            model_name="historicalpayout",
            name="sent_at",
            field=models.DateTimeField(blank=True, null=True, verbose_name="first sent at"),
        ),
        migrations.AddField(
            model_name="historicalpayout",
            name="task_since",
            field=models.DateTimeField(blank=True, null=True, verbose_name="for two people since"),
        ),
        migrations.AddField(
            model_name="ledgerentry",
            name="dispute",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="ledger",
                to="refunds.dispute",
                verbose_name="dispute",
            ),
        ),
        migrations.AddField(
            model_name="payout",
            name="sent_at",
            field=models.DateTimeField(blank=True, null=True, verbose_name="first sent at"),
        ),
        migrations.AddField(
            model_name="payout",
            name="task_since",
            field=models.DateTimeField(blank=True, null=True, verbose_name="for two people since"),
        ),
        migrations.AlterField(
            model_name="ledgerentry",
            name="kind",
            field=models.CharField(
                blank=True,
                choices=[
                    ("refund", "refund"),
                    ("ptc_recredit", "PTC credited back"),
                    ("reversal", "refund that came back"),
                    ("chargeback", "chargeback"),
                    ("chargeback_reversal", "chargeback that was won after all"),
                    ("elsewhere", "refund made at the provider"),
                    ("elsewhere_reversal", "refund made at the provider that came back"),
                ],
                max_length=20,
                verbose_name="kind",
            ),
        ),
        migrations.AddIndex(
            model_name="payout",
            index=models.Index(fields=["currency", "sent_at"], name="refunds_payout_sent"),
        ),
        migrations.AddIndex(
            model_name="payout",
            index=models.Index(
                condition=models.Q(
                    ("status__in", ("reserved", "sending", "pending", "unknown")), ("task_since__isnull", False)
                ),
                fields=["task_since"],
                name="refunds_payout_task",
            ),
        ),
        migrations.AddConstraint(
            model_name="dispute",
            constraint=models.UniqueConstraint(fields=("provider", "provider_reference"), name="refunds_dispute_once"),
        ),
        migrations.AddConstraint(
            model_name="ledgerentry",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("amount_minor__lt", 0), ("kind__in", ("reversal", "chargeback_reversal", "elsewhere_reversal"))
                    ),
                    models.Q(
                        models.Q(
                            ("kind__in", ("reversal", "chargeback_reversal", "elsewhere_reversal")), _negated=True
                        ),
                        models.Q(("amount_minor__isnull", True), ("amount_minor__gte", 0), _connector="OR"),
                    ),
                    _connector="OR",
                ),
                name="refunds_entry_sign",
            ),
        ),
        migrations.AddConstraint(
            model_name="ledgerentry",
            constraint=models.UniqueConstraint(fields=("dispute", "kind"), name="refunds_entry_once_per_dispute"),
        ),
        migrations.AddConstraint(
            model_name="alarm",
            constraint=models.UniqueConstraint(fields=("kind", "subject", "day"), name="refunds_alarm_once_a_day"),
        ),
        migrations.AddField(
            model_name="establishedoutcome",
            name="payout",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="established",
                to="refunds.payout",
                verbose_name="payout",
            ),
        ),
        migrations.AddField(
            model_name="establishedoutcome",
            name="proposed_by",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
                verbose_name="found out by",
            ),
        ),
        migrations.AddField(
            model_name="establishedoutcome",
            name="ruled_by",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
                verbose_name="second person",
            ),
        ),
        migrations.AddField(
            model_name="foreignrefund",
            name="charge",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="foreign_refunds",
                to="refunds.charge",
                verbose_name="charge",
            ),
        ),
        migrations.AddField(
            model_name="foreignrefund",
            name="entry",
            field=models.OneToOneField(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="foreign_refund",
                to="refunds.ledgerentry",
                verbose_name="ledger entry",
            ),
        ),
        migrations.AddField(
            model_name="historicalbooksmark",
            name="history_user",
            field=models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.SET_NULL, related_name="+", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddField(
            model_name="historicalestablishedoutcome",
            name="history_user",
            field=models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.SET_NULL, related_name="+", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddField(
            model_name="historicalestablishedoutcome",
            name="payout",
            field=models.ForeignKey(
                blank=True,
                db_constraint=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                to="refunds.payout",
                verbose_name="payout",
            ),
        ),
        migrations.AddField(
            model_name="historicalestablishedoutcome",
            name="proposed_by",
            field=models.ForeignKey(
                blank=True,
                db_constraint=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
                verbose_name="found out by",
            ),
        ),
        migrations.AddField(
            model_name="historicalestablishedoutcome",
            name="ruled_by",
            field=models.ForeignKey(
                blank=True,
                db_constraint=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
                verbose_name="second person",
            ),
        ),
        migrations.AddField(
            model_name="historicalforeignrefund",
            name="charge",
            field=models.ForeignKey(
                blank=True,
                db_constraint=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                to="refunds.charge",
                verbose_name="charge",
            ),
        ),
        migrations.AddField(
            model_name="historicalforeignrefund",
            name="entry",
            field=models.ForeignKey(
                blank=True,
                db_constraint=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                to="refunds.ledgerentry",
                verbose_name="ledger entry",
            ),
        ),
        migrations.AddField(
            model_name="historicalforeignrefund",
            name="history_user",
            field=models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.SET_NULL, related_name="+", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddField(
            model_name="historicalpayoutlimit",
            name="history_user",
            field=models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.SET_NULL, related_name="+", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddField(
            model_name="historicalproviderswitch",
            name="history_user",
            field=models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.SET_NULL, related_name="+", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddConstraint(
            model_name="payoutlimit",
            constraint=models.UniqueConstraint(
                fields=("currency",),
                name="refunds_limit_once",
                violation_error_message="This currency has its limits already. Change those.",
            ),
        ),
        migrations.AddConstraint(
            model_name="payoutlimit",
            constraint=models.CheckConstraint(
                condition=models.Q(("currency__regex", "^[A-Z]{3}$")),
                name="refunds_limit_currency",
                violation_error_message="A currency is three capital letters, such as USD (ISO 4217).",
            ),
        ),
        migrations.AddConstraint(
            model_name="payoutlimit",
            constraint=models.CheckConstraint(
                condition=models.Q(("daily_minor__isnull", True), ("daily_minor__gte", 0), _connector="OR"),
                name="refunds_limit_not_negative",
                violation_error_message="The most in one day is zero or more.",
            ),
        ),
        migrations.AddConstraint(
            model_name="providerhealth",
            constraint=models.CheckConstraint(
                condition=models.Q(("budget__gte", 0)), name="refunds_health_budget_not_negative"
            ),
        ),
        migrations.AddConstraint(
            model_name="providerswitch",
            constraint=models.CheckConstraint(
                condition=models.Q(("paused", False), models.Q(("because", ""), _negated=True), _connector="OR"),
                name="refunds_switch_pause_has_reason",
            ),
        ),
        migrations.AddConstraint(
            model_name="establishedoutcome",
            constraint=models.UniqueConstraint(
                condition=models.Q(("status", "proposed")), fields=("payout",), name="refunds_established_one_at_a_time"
            ),
        ),
        migrations.AddConstraint(
            model_name="establishedoutcome",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("ruled_by__isnull", True),
                    models.Q(("ruled_by", models.F("proposed_by")), _negated=True),
                    _connector="OR",
                ),
                name="refunds_established_four_eyes",
            ),
        ),
        migrations.AddConstraint(
            model_name="establishedoutcome",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("status", "proposed"),
                    models.Q(("ruled_at__isnull", False), ("ruled_by__isnull", False)),
                    _connector="OR",
                ),
                name="refunds_established_ruled_by_whom_and_when",
            ),
        ),
        migrations.AddConstraint(
            model_name="establishedoutcome",
            constraint=models.CheckConstraint(
                condition=models.Q(("evidence", ""), _negated=True), name="refunds_established_has_evidence"
            ),
        ),
        migrations.AddConstraint(
            model_name="establishedoutcome",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("ended", "not_paid"), ("provider_reference", "")),
                    models.Q(("ended", "paid"), models.Q(("provider_reference", ""), _negated=True)),
                    _connector="OR",
                ),
                name="refunds_established_paid_has_reference",
            ),
        ),
        migrations.AddConstraint(
            model_name="foreignrefund",
            constraint=models.UniqueConstraint(fields=("provider", "provider_reference"), name="refunds_foreign_once"),
        ),
    ]
