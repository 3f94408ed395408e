"""Exports on record, and the instants by which reports and the list of payouts look for rows."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from accounts.database_rules import keep


class Migration(migrations.Migration):
    dependencies = [
        ("refunds", "0003_payout_memory"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="ExportRecord",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("report", models.CharField(max_length=40, verbose_name="report")),
                ("at", models.DateTimeField(verbose_name="exported at")),
                ("filters", models.JSONField(verbose_name="filters")),
                ("row_count", models.PositiveIntegerField(verbose_name="rows")),
                ("totals", models.JSONField(verbose_name="control totals")),
                ("sha256", models.CharField(max_length=64, verbose_name="SHA-256 of the file")),
            ],
            options={
                "verbose_name": "export",
                "verbose_name_plural": "exports",
                "ordering": ["-at", "-pk"],
            },
        ),
        migrations.AddIndex(
            model_name="ledgerentry",
            index=models.Index(fields=["completed_at"], name="refunds_entry_completed"),
        ),
        migrations.AddIndex(
            model_name="payout",
            index=models.Index(fields=["-approved_at", "-id"], name="refunds_payout_approved"),
        ),
        migrations.AddIndex(
            model_name="payout",
            index=models.Index(fields=["settled_at"], name="refunds_payout_settled"),
        ),
        migrations.AddField(
            model_name="exportrecord",
            name="by",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
                verbose_name="by",
            ),
        ),
        migrations.AddIndex(
            model_name="exportrecord",
            index=models.Index(fields=["-at", "-id"], name="refunds_export_latest"),
        ),
        *keep(stateful=[], changeable=[], written_once=["refunds_exportrecord"]),
    ]
