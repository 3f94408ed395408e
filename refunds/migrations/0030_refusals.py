"""What was refused is on record for good; and the log reads what was said and evaluated by its instant."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from accounts.database_rules import keep


class Migration(migrations.Migration):
    dependencies = [
        ("refunds", "0029_oversight"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Refusal",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("permission", "not included in the role"),
                            ("limit", "above a limit"),
                            ("stale", "changed since it was opened"),
                            ("own_work", "own work or part in it"),
                            ("rule", "against a rule"),
                        ],
                        max_length=20,
                        verbose_name="kind",
                    ),
                ),
                ("at", models.DateTimeField(verbose_name="at")),
                ("what", models.CharField(max_length=200, verbose_name="what was tried")),
                ("about", models.CharField(blank=True, max_length=200, verbose_name="about")),
                ("said", models.TextField(blank=True, verbose_name="what was said")),
            ],
            options={
                "verbose_name": "refusal",
                "verbose_name_plural": "refusals",
                "ordering": ["-at", "-pk"],
            },
        ),
        migrations.AddIndex(
            model_name="evaluation",
            index=models.Index(fields=["-at"], name="refunds_evaluation_at"),
        ),
        migrations.AddIndex(
            model_name="message",
            index=models.Index(fields=["-at"], name="refunds_message_latest"),
        ),
        migrations.AddField(
            model_name="refusal",
            name="by",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
                verbose_name="by",
            ),
        ),
        migrations.AddField(
            model_name="refusal",
            name="case",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="refused",
                to="refunds.refundcase",
                verbose_name="case",
            ),
        ),
        migrations.AddIndex(
            model_name="refusal",
            index=models.Index(fields=["-at", "-id"], name="refunds_refusal_latest"),
        ),
        *keep(stateful=[], changeable=[], written_once=["refunds_refusal"]),
    ]
