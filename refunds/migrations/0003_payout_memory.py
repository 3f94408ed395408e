"""What payouts leave behind: units taken back, the sandbox's memory; a review's instant; news that comes late."""

import django.db.models.deletion
import simple_history.models
from django.conf import settings
from django.db import migrations, models

import refunds.models.quantity_column
from accounts.database_rules import keep

LATE_NEWS = {
    "refunds_payout": [("unknown", "pending"), ("failed", "succeeded")],
    "refunds_refundcase": [("upheld", "in_review"), ("rejected", "in_review"), ("withdrawn", "in_review")],
}
NO_MORE = {"refunds_refundcase": [("awaiting_approval", "upheld")]}


def change_transitions(apps, schema_editor):
    rows = apps.get_model("accounts", "StateTransition").objects
    for table, arrows in LATE_NEWS.items():
        for source, target in arrows:
            rows.create(table=table, source=source, target=target)
    for table, arrows in NO_MORE.items():
        for source, target in arrows:
            rows.filter(table=table, source=source, target=target).delete()


def change_them_back(apps, schema_editor):
    rows = apps.get_model("accounts", "StateTransition").objects
    for table, arrows in NO_MORE.items():
        for source, target in arrows:
            rows.create(table=table, source=source, target=target)
    for table, arrows in LATE_NEWS.items():
        for source, target in arrows:
            rows.filter(table=table, source=source, target=target).delete()


class Migration(migrations.Migration):
    dependencies = [
        ("refunds", "0002_rules_of_the_database"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="HistoricalSandboxRule",
            fields=[
                ("id", models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID")),
                ("charge_reference", models.CharField(max_length=200, verbose_name="charge id")),
                (
                    "answer",
                    models.CharField(
                        choices=[
                            ("pays", "pays"),
                            ("refuses", "refuses"),
                            ("unreachable", "can't be reached, and does not pay"),
                            ("times_out", "pays, but its answer is lost"),
                            ("answers_late", "pays, and says so only when looked up"),
                        ],
                        max_length=20,
                        verbose_name="answer",
                    ),
                ),
                ("calls", models.PositiveSmallIntegerField(default=1, verbose_name="for so many calls")),
                ("reason", models.CharField(blank=True, max_length=200, verbose_name="reason it gives")),
                ("history_id", models.AutoField(primary_key=True, serialize=False)),
                ("history_date", models.DateTimeField(db_index=True)),
                ("history_change_reason", models.TextField(null=True)),
                (
                    "history_type",
                    models.CharField(choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1),
                ),
            ],
            options={
                "verbose_name": "historical rule of the sandbox",
                "verbose_name_plural": "historical rules of the sandbox",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="QuotaRevocation",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "units",
                    refunds.models.quantity_column.QuantityField(decimal_places=9, max_digits=24, verbose_name="units"),
                ),
            ],
            options={
                "verbose_name": "revocation of units",
                "verbose_name_plural": "revocations of units",
            },
        ),
        migrations.CreateModel(
            name="SandboxCall",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("key", models.CharField(max_length=100, verbose_name="idempotency key")),
                ("charge_reference", models.CharField(max_length=200, verbose_name="charge id")),
                ("destination", models.CharField(max_length=200, verbose_name="destination")),
                ("amount_minor", models.BigIntegerField(help_text="in minor units", verbose_name="amount")),
                ("currency", models.CharField(max_length=3, verbose_name="currency")),
                ("body", models.TextField(verbose_name="text of the instruction")),
                (
                    "answer",
                    models.CharField(
                        choices=[
                            ("pays", "pays"),
                            ("refuses", "refuses"),
                            ("unreachable", "can't be reached, and does not pay"),
                            ("times_out", "pays, but its answer is lost"),
                            ("answers_late", "pays, and says so only when looked up"),
                        ],
                        max_length=20,
                        verbose_name="answer",
                    ),
                ),
                ("moved", models.BooleanField(verbose_name="moved money")),
            ],
            options={
                "verbose_name": "call of the sandbox",
                "verbose_name_plural": "calls of the sandbox",
            },
        ),
        migrations.CreateModel(
            name="SandboxRule",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("charge_reference", models.CharField(max_length=200, verbose_name="charge id")),
                (
                    "answer",
                    models.CharField(
                        choices=[
                            ("pays", "pays"),
                            ("refuses", "refuses"),
                            ("unreachable", "can't be reached, and does not pay"),
                            ("times_out", "pays, but its answer is lost"),
                            ("answers_late", "pays, and says so only when looked up"),
                        ],
                        max_length=20,
                        verbose_name="answer",
                    ),
                ),
                ("calls", models.PositiveSmallIntegerField(default=1, verbose_name="for so many calls")),
                ("reason", models.CharField(blank=True, max_length=200, verbose_name="reason it gives")),
            ],
            options={
                "verbose_name": "rule of the sandbox",
                "verbose_name_plural": "rules of the sandbox",
            },
        ),
        migrations.AddField(
            model_name="historicalrefundcase",
            name="review_asked_at",
            field=models.DateTimeField(
                blank=True, editable=False, null=True, verbose_name="secondary review asked for at"
            ),
        ),
        migrations.AddField(
            model_name="refundcase",
            name="review_asked_at",
            field=models.DateTimeField(
                blank=True, editable=False, null=True, verbose_name="secondary review asked for at"
            ),
        ),
        migrations.AlterField(
            model_name="historicalpayout",
            name="destination",
            field=models.CharField(max_length=200, verbose_name="destination"),
        ),
        migrations.AlterField(
            model_name="payout",
            name="destination",
            field=models.CharField(max_length=200, verbose_name="destination"),
        ),
        migrations.AddField(
            model_name="historicalsandboxrule",
            name="history_user",
            field=models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.SET_NULL, related_name="+", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddField(
            model_name="quotarevocation",
            name="payout",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="revocations",
                to="refunds.payout",
                verbose_name="payout",
            ),
        ),
        migrations.AddField(
            model_name="quotarevocation",
            name="quota",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="revocations",
                to="refunds.usagequota",
                verbose_name="usage quota",
            ),
        ),
        migrations.AddConstraint(
            model_name="sandboxcall",
            constraint=models.UniqueConstraint(
                condition=models.Q(("moved", True)), fields=("key",), name="refunds_sandbox_moves_once_per_key"
            ),
        ),
        migrations.AddConstraint(
            model_name="sandboxrule",
            constraint=models.UniqueConstraint(
                fields=("charge_reference",), name="refunds_sandbox_one_rule_per_charge"
            ),
        ),
        migrations.AddConstraint(
            model_name="quotarevocation",
            constraint=models.UniqueConstraint(fields=("payout", "quota"), name="refunds_revocation_once_per_payout"),
        ),
        migrations.AddConstraint(
            model_name="quotarevocation",
            constraint=models.CheckConstraint(condition=models.Q(("units__gt", 0)), name="refunds_revocation_positive"),
        ),
        migrations.RunPython(change_transitions, change_them_back),
        *keep(
            stateful=[],
            changeable=["refunds_sandboxrule"],
            written_once=["refunds_quotarevocation", "refunds_sandboxcall", "refunds_historicalsandboxrule"],
        ),
    ]
