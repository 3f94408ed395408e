"""The files behind evidence, kept in the database."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from accounts.database_rules import keep


class Migration(migrations.Migration):
    dependencies = [
        ("refunds", "0017_rules_of_the_executor"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="StoredFile",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("sha256", models.CharField(max_length=64, unique=True, verbose_name="SHA-256")),
                ("media_type", models.CharField(max_length=100, verbose_name="type")),
                ("size", models.PositiveIntegerField(verbose_name="size in bytes")),
                ("content", models.BinaryField(verbose_name="content")),
            ],
            options={
                "verbose_name": "stored file",
                "verbose_name_plural": "stored files",
                "constraints": [
                    models.CheckConstraint(condition=models.Q(("size__gt", 0)), name="refunds_file_not_empty")
                ],
            },
        ),
        migrations.CreateModel(
            name="EvidenceFile",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("name", models.CharField(max_length=200, verbose_name="name")),
                ("uploaded_at", models.DateTimeField(verbose_name="uploaded at")),
                (
                    "evidence",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="file",
                        to="refunds.evidence",
                        verbose_name="evidence",
                    ),
                ),
                (
                    "uploaded_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="uploaded by",
                    ),
                ),
                (
                    "stored",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="evidence_files",
                        to="refunds.storedfile",
                        verbose_name="stored file",
                    ),
                ),
            ],
            options={
                "verbose_name": "file of a piece of evidence",
                "verbose_name_plural": "files of evidence",
                "ordering": ["evidence"],
            },
        ),
        *keep(stateful=[], changeable=[], written_once=["refunds_storedfile", "refunds_evidencefile"]),
    ]
