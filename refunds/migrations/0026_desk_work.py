"""Canned replies, views, presence and duplicates: what the daily work of the desk needs."""

import django.db.models.deletion
import simple_history.models
from django.conf import settings
from django.db import migrations, models

from accounts.database_rules import keep, list_transitions


class Migration(migrations.Migration):
    dependencies = [
        ("refunds", "0025_search"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="CannedReply",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("title", models.CharField(max_length=100, unique=True, verbose_name="title")),
                ("text_en", models.TextField(verbose_name="text in English")),
                ("text_zh", models.TextField(verbose_name="text in Chinese")),
                (
                    "status",
                    models.CharField(
                        choices=[("active", "active"), ("retired", "retired")],
                        default="active",
                        max_length=40,
                        verbose_name="status",
                    ),
                ),
            ],
            options={
                "verbose_name": "canned reply",
                "verbose_name_plural": "canned replies",
                "ordering": ["title"],
                "permissions": [("keep_cannedreply", "Can write, change and retire canned replies")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("title", ""), _negated=True),
                            models.Q(("text_en", ""), _negated=True),
                            models.Q(("text_zh", ""), _negated=True),
                        ),
                        name="refunds_reply_in_both_languages",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="HistoricalCannedReply",
            fields=[
                ("id", models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID")),
                ("history_change_reason", models.TextField(null=True)),
                ("title", models.CharField(db_index=True, max_length=100, verbose_name="title")),
                ("text_en", models.TextField(verbose_name="text in English")),
                ("text_zh", models.TextField(verbose_name="text in Chinese")),
                (
                    "status",
                    models.CharField(
                        choices=[("active", "active"), ("retired", "retired")],
                        default="active",
                        max_length=40,
                        verbose_name="status",
                    ),
                ),
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
                "verbose_name": "historical canned reply",
                "verbose_name_plural": "historical canned replies",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalDuplicateRuling",
            fields=[
                ("id", models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID")),
                ("history_change_reason", models.TextField(null=True)),
                (
                    "ruling",
                    models.CharField(
                        choices=[
                            ("linked", "belong together"),
                            ("merged", "the younger was merged into the older"),
                            ("dismissed", "not the same"),
                        ],
                        max_length=20,
                        verbose_name="ruling",
                    ),
                ),
                ("because", models.TextField(verbose_name="reason")),
                ("ruled_at", models.DateTimeField(verbose_name="ruled at")),
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
                (
                    "older",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="refunds.refundcase",
                        verbose_name="older case",
                    ),
                ),
                (
                    "ruled_by",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="ruled by",
                    ),
                ),
                (
                    "younger",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="refunds.refundcase",
                        verbose_name="younger case",
                    ),
                ),
            ],
            options={
                "verbose_name": "historical ruling on duplicates",
                "verbose_name_plural": "historical rulings on duplicates",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalSavedView",
            fields=[
                ("id", models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID")),
                ("history_change_reason", models.TextField(null=True)),
                ("name", models.CharField(max_length=60, verbose_name="name")),
                ("token", models.CharField(db_index=True, editable=False, max_length=32, verbose_name="token")),
                ("query", models.JSONField(default=dict, verbose_name="filters")),
                ("columns", models.JSONField(default=list, verbose_name="columns")),
                ("shared", models.BooleanField(default=False, verbose_name="shared by link")),
                ("removed", models.BooleanField(default=False, verbose_name="removed")),
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
                (
                    "owner",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="owner",
                    ),
                ),
            ],
            options={
                "verbose_name": "historical saved view",
                "verbose_name_plural": "historical saved views",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="DuplicateRuling",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "ruling",
                    models.CharField(
                        choices=[
                            ("linked", "belong together"),
                            ("merged", "the younger was merged into the older"),
                            ("dismissed", "not the same"),
                        ],
                        max_length=20,
                        verbose_name="ruling",
                    ),
                ),
                ("because", models.TextField(verbose_name="reason")),
                ("ruled_at", models.DateTimeField(verbose_name="ruled at")),
                (
                    "older",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="duplicates_of_it",
                        to="refunds.refundcase",
                        verbose_name="older case",
                    ),
                ),
                (
                    "ruled_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="ruled by",
                    ),
                ),
                (
                    "younger",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="duplicates_it_is",
                        to="refunds.refundcase",
                        verbose_name="younger case",
                    ),
                ),
            ],
            options={
                "verbose_name": "ruling on duplicates",
                "verbose_name_plural": "rulings on duplicates",
                "ordering": ["-ruled_at", "-pk"],
                "constraints": [
                    models.UniqueConstraint(fields=("older", "younger"), name="refunds_duplicate_once_per_pair"),
                    models.CheckConstraint(
                        condition=models.Q(("older__lt", models.F("younger"))), name="refunds_duplicate_older_first"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("because", ""), _negated=True), name="refunds_duplicate_has_reason"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Presence",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("seen_at", models.DateTimeField(verbose_name="seen at")),
                ("writing", models.BooleanField(default=False, verbose_name="is at a form")),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="presences",
                        to="refunds.refundcase",
                        verbose_name="case",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="person",
                    ),
                ),
            ],
            options={
                "verbose_name": "presence",
                "verbose_name_plural": "presences",
                "constraints": [models.UniqueConstraint(fields=("case", "person"), name="refunds_presence_once")],
            },
        ),
        migrations.CreateModel(
            name="SavedView",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("name", models.CharField(max_length=60, verbose_name="name")),
                ("token", models.CharField(editable=False, max_length=32, unique=True, verbose_name="token")),
                ("query", models.JSONField(default=dict, verbose_name="filters")),
                ("columns", models.JSONField(default=list, verbose_name="columns")),
                ("shared", models.BooleanField(default=False, verbose_name="shared by link")),
                ("removed", models.BooleanField(default=False, verbose_name="removed")),
                (
                    "owner",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="saved_views",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="owner",
                    ),
                ),
            ],
            options={
                "verbose_name": "saved view",
                "verbose_name_plural": "saved views",
                "ordering": ["name", "pk"],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("removed", False)),
                        fields=("owner", "name"),
                        name="refunds_view_name_once_per_owner",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("name", ""), _negated=True), models.Q(("token", ""), _negated=True)
                        ),
                        name="refunds_view_has_name",
                    ),
                ],
            },
        ),
        list_transitions({"refunds_cannedreply": ">active active>retired retired>active"}),
        *keep(
            stateful=["refunds_cannedreply"],
            changeable=["refunds_cannedreply", "refunds_savedview", "refunds_duplicateruling"],
            written_once=[
                "refunds_historicalcannedreply",
                "refunds_historicalsavedview",
                "refunds_historicalduplicateruling",
            ],
        ),
    ]
