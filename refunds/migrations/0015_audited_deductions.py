"""What an audit found about each deduction, kept beside what the records had suggested."""

import django.db.models.deletion
from django.db import migrations, models

from accounts.database_rules import keep


class Migration(migrations.Migration):
    dependencies = [
        ("refunds", "0014_rules_of_provider_events"),
    ]

    operations = [
        migrations.CreateModel(
            name="AuditedDeduction",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "suggested",
                    models.CharField(
                        choices=[("abnormal", "abnormal"), ("in_order", "in order"), ("undecided", "can't be told")],
                        max_length=20,
                        verbose_name="suggested by the records",
                    ),
                ),
                (
                    "found",
                    models.CharField(
                        choices=[("abnormal", "abnormal"), ("in_order", "in order"), ("undecided", "can't be told")],
                        max_length=20,
                        verbose_name="found",
                    ),
                ),
                ("remark", models.CharField(blank=True, max_length=500, verbose_name="remark")),
                (
                    "audit",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="deductions",
                        to="refunds.technicalaudit",
                        verbose_name="technical audit",
                    ),
                ),
                (
                    "usage",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="audited",
                        to="refunds.usagerecord",
                        verbose_name="usage record",
                    ),
                ),
            ],
            options={
                "verbose_name": "audited deduction",
                "verbose_name_plural": "audited deductions",
                "ordering": ["audit", "pk"],
                "constraints": [
                    models.UniqueConstraint(fields=("audit", "usage"), name="refunds_audited_deduction_once")
                ],
            },
        ),
        *keep(stateful=[], changeable=[], written_once=["refunds_auditeddeduction"]),
    ]
