"""What a line of a bank statement that fits nothing turned out to be, on record for good."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from accounts.database_rules import keep


class Migration(migrations.Migration):
    dependencies = [
        ("refunds", "0030_refusals"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="StatementRuling",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("at", models.DateTimeField(verbose_name="at")),
                ("why", models.TextField(verbose_name="what it turned out to be")),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="by",
                    ),
                ),
                (
                    "line",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="ruling",
                        to="refunds.bankstatementline",
                        verbose_name="line of a statement",
                    ),
                ),
            ],
            options={
                "verbose_name": "ruling on a line of a statement",
                "verbose_name_plural": "rulings on lines of statements",
                "ordering": ["-at", "-pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("why", ""), _negated=True), name="refunds_statement_ruling_has_reason"
                    )
                ],
            },
        ),
        *keep(stateful=[], changeable=[], written_once=["refunds_statementruling"]),
    ]
