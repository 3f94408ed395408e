"""Versions of the policies that we draft, try out and publish; our own days of the calendar; who chose a version."""

import django.contrib.postgres.fields
import django.db.models.deletion
import simple_history.models
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("refunds", "0006_documented_versions"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="CalendarDay",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("day", models.DateField(unique=True, verbose_name="day")),
                (
                    "works",
                    models.BooleanField(
                        choices=[(True, "working day"), (False, "day off")], verbose_name="working day"
                    ),
                ),
                ("source", models.CharField(max_length=300, verbose_name="notice")),
            ],
            options={
                "verbose_name": "calendar day",
                "verbose_name_plural": "calendar days",
                "ordering": ["day"],
                "permissions": [("enter_calendarday", "Can enter days of the working calendar")],
            },
        ),
        migrations.CreateModel(
            name="CalendarYear",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("year", models.PositiveSmallIntegerField(unique=True, verbose_name="year")),
                ("complete", models.BooleanField(default=True, verbose_name="complete")),
                ("source", models.CharField(max_length=300, verbose_name="notice")),
            ],
            options={
                "verbose_name": "calendar year",
                "verbose_name_plural": "calendar years",
                "ordering": ["year"],
            },
        ),
        migrations.AlterModelOptions(
            name="refundcase",
            options={
                "permissions": [
                    ("receive_refundcase", "Can bring a case in"),
                    ("take_refundcase", "Can take a case and return it"),
                    ("assign_refundcase", "Can assign a case to somebody"),
                    ("work_refundcase", "Can record findings, ask the customer, start an audit"),
                    ("note_refundcase", "Can write internal notes"),
                    ("hear_refundcase", "Can record what the customer answers or asks for"),
                    ("audit_refundcase", "Can conclude a technical audit"),
                    ("propose_refundcase", "Can propose a refund or reject"),
                    ("approve_refundcase", "Can approve what somebody else prepared, up to the limit"),
                    ("approve_above_limit_refundcase", "Can approve above the limit and departures from the policy"),
                    ("review_refundcase", "Can decide a secondary review"),
                    ("rejudge_refundcase", "Can have a case judged under another version of the policy"),
                    ("withdraw_refundcase", "Can record a withdrawal"),
                    ("hold_refundcase", "Can put a case under legal hold"),
                    ("release_refundcase", "Can release a legal hold"),
                    ("settle_refundcase", "Can settle or reopen a case by its payouts"),
                ],
                "verbose_name": "refund case",
                "verbose_name_plural": "refund cases",
            },
        ),
        migrations.AddField(
            model_name="evaluation",
            name="calendar_version",
            field=models.CharField(blank=True, max_length=200, verbose_name="calendar version"),
        ),
        migrations.AddField(
            model_name="evaluation",
            name="version_chosen",
            field=models.BooleanField(default=False, verbose_name="version chosen by somebody"),
        ),
        migrations.CreateModel(
            name="HistoricalCalendarDay",
            fields=[
                ("id", models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID")),
                ("history_change_reason", models.TextField(null=True)),
                ("day", models.DateField(db_index=True, verbose_name="day")),
                (
                    "works",
                    models.BooleanField(
                        choices=[(True, "working day"), (False, "day off")], verbose_name="working day"
                    ),
                ),
                ("source", models.CharField(max_length=300, verbose_name="notice")),
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
                "verbose_name": "historical calendar day",
                "verbose_name_plural": "historical calendar days",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalCalendarYear",
            fields=[
                ("id", models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID")),
                ("history_change_reason", models.TextField(null=True)),
                ("year", models.PositiveSmallIntegerField(db_index=True, verbose_name="year")),
                ("complete", models.BooleanField(default=True, verbose_name="complete")),
                ("source", models.CharField(max_length=300, verbose_name="notice")),
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
                "verbose_name": "historical calendar year",
                "verbose_name_plural": "historical calendar years",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="PolicyVersion",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("draft", "draft"),
                            ("proposed", "proposed"),
                            ("published", "published"),
                            ("superseded", "superseded"),
                            ("withdrawn", "withdrawn"),
                        ],
                        default="draft",
                        max_length=40,
                        verbose_name="state",
                    ),
                ),
                ("drafted_at", models.DateTimeField(blank=True, editable=False, null=True, verbose_name="drafted at")),
                (
                    "edited_at",
                    models.DateTimeField(blank=True, editable=False, null=True, verbose_name="last edited at"),
                ),
                (
                    "proposed_at",
                    models.DateTimeField(blank=True, editable=False, null=True, verbose_name="proposed at"),
                ),
                (
                    "published_at",
                    models.DateTimeField(blank=True, editable=False, null=True, verbose_name="published at"),
                ),
                (
                    "withdrawn_at",
                    models.DateTimeField(blank=True, editable=False, null=True, verbose_name="withdrawn at"),
                ),
                (
                    "superseded_at",
                    models.DateTimeField(blank=True, editable=False, null=True, verbose_name="superseded at"),
                ),
                ("posted_at", models.DateTimeField(blank=True, editable=False, null=True, verbose_name="posted at")),
                ("effective_from", models.DateTimeField(blank=True, null=True, verbose_name="in force from")),
                (
                    "effective_to",
                    models.DateTimeField(blank=True, editable=False, null=True, verbose_name="in force until"),
                ),
                ("revision", models.PositiveIntegerField(default=1, editable=False, verbose_name="revision")),
                (
                    "policy",
                    models.CharField(
                        choices=[("service", "Refund Policy"), ("302ai", "302.AI Refund Policy")],
                        max_length=20,
                        verbose_name="policy",
                    ),
                ),
                ("version", models.CharField(max_length=40, verbose_name="version")),
                ("numbers", models.JSONField(blank=True, default=dict, verbose_name="numbers")),
                ("wording", models.JSONField(blank=True, default=dict, verbose_name="wording")),
                (
                    "switched_off",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=40),
                        blank=True,
                        default=list,
                        size=None,
                        verbose_name="clauses switched off",
                    ),
                ),
                (
                    "accepted_scenarios",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=100),
                        blank=True,
                        default=list,
                        size=None,
                        verbose_name="worked cases that may change",
                    ),
                ),
                ("notified_at", models.DateTimeField(blank=True, null=True, verbose_name="users notified at")),
                ("note", models.TextField(blank=True, verbose_name="note")),
                (
                    "based_on",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="successors",
                        to="refunds.policyversion",
                        verbose_name="drafted from",
                    ),
                ),
                (
                    "drafted_by",
                    models.ForeignKey(
                        blank=True,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="drafted by",
                    ),
                ),
                (
                    "edited_by",
                    models.ForeignKey(
                        blank=True,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="last edited by",
                    ),
                ),
                (
                    "proposed_by",
                    models.ForeignKey(
                        blank=True,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="proposed by",
                    ),
                ),
                (
                    "published_by",
                    models.ForeignKey(
                        blank=True,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="published by",
                    ),
                ),
                (
                    "superseded_by",
                    models.OneToOneField(
                        blank=True,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="supersedes",
                        to="refunds.policyversion",
                        verbose_name="superseded by",
                    ),
                ),
                (
                    "withdrawn_by",
                    models.ForeignKey(
                        blank=True,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="withdrawn by",
                    ),
                ),
            ],
            options={
                "verbose_name": "policy version",
                "verbose_name_plural": "policy versions",
                "ordering": ["policy", "-effective_from", "-pk"],
                "permissions": [
                    ("draft_policyversion", "Can draft a version of a policy, and withdraw it"),
                    ("try_policyversion", "Can try a version out on stored cases"),
                    ("propose_policyversion", "Can propose a version for publication"),
                    ("publish_policyversion", "Can publish a version that somebody else prepared"),
                ],
            },
        ),
        migrations.CreateModel(
            name="HistoricalTryOut",
            fields=[
                ("id", models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID")),
                ("history_change_reason", models.TextField(null=True)),
                ("digest", models.CharField(max_length=64, verbose_name="digest of the terms")),
                ("since", models.DateTimeField(blank=True, null=True, verbose_name="cases since")),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("queued", "waiting to begin"),
                            ("running", "running"),
                            ("finished", "finished"),
                            ("stopped", "stopped"),
                            ("failed", "failed"),
                        ],
                        default="queued",
                        max_length=40,
                        verbose_name="state",
                    ),
                ),
                ("asked_at", models.DateTimeField(blank=True, editable=False, null=True, verbose_name="asked for at")),
                ("started_at", models.DateTimeField(blank=True, editable=False, null=True, verbose_name="started at")),
                ("ended_at", models.DateTimeField(blank=True, editable=False, null=True, verbose_name="ended at")),
                (
                    "stop_asked_at",
                    models.DateTimeField(blank=True, editable=False, null=True, verbose_name="stop asked for at"),
                ),
                ("total", models.PositiveIntegerField(blank=True, editable=False, null=True, verbose_name="cases")),
                ("result", models.JSONField(blank=True, editable=False, null=True, verbose_name="result")),
                ("problem", models.TextField(blank=True, editable=False, verbose_name="why it failed")),
                ("history_id", models.AutoField(primary_key=True, serialize=False)),
                ("history_date", models.DateTimeField(db_index=True)),
                (
                    "history_type",
                    models.CharField(choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1),
                ),
                (
                    "asked_by",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="asked for by",
                    ),
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
                    "stop_asked_by",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="stopped by",
                    ),
                ),
                (
                    "against",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="refunds.policyversion",
                        verbose_name="compared with",
                    ),
                ),
                (
                    "version",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="refunds.policyversion",
                        verbose_name="version",
                    ),
                ),
            ],
            options={
                "verbose_name": "historical try-out",
                "verbose_name_plural": "historical try-outs",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalPolicyVersion",
            fields=[
                ("id", models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID")),
                ("history_change_reason", models.TextField(null=True)),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("draft", "draft"),
                            ("proposed", "proposed"),
                            ("published", "published"),
                            ("superseded", "superseded"),
                            ("withdrawn", "withdrawn"),
                        ],
                        default="draft",
                        max_length=40,
                        verbose_name="state",
                    ),
                ),
                ("drafted_at", models.DateTimeField(blank=True, editable=False, null=True, verbose_name="drafted at")),
                (
                    "edited_at",
                    models.DateTimeField(blank=True, editable=False, null=True, verbose_name="last edited at"),
                ),
                (
                    "proposed_at",
                    models.DateTimeField(blank=True, editable=False, null=True, verbose_name="proposed at"),
                ),
                (
                    "published_at",
                    models.DateTimeField(blank=True, editable=False, null=True, verbose_name="published at"),
                ),
                (
                    "withdrawn_at",
                    models.DateTimeField(blank=True, editable=False, null=True, verbose_name="withdrawn at"),
                ),
                (
                    "superseded_at",
                    models.DateTimeField(blank=True, editable=False, null=True, verbose_name="superseded at"),
                ),
                ("posted_at", models.DateTimeField(blank=True, editable=False, null=True, verbose_name="posted at")),
                ("effective_from", models.DateTimeField(blank=True, null=True, verbose_name="in force from")),
                (
                    "effective_to",
                    models.DateTimeField(blank=True, editable=False, null=True, verbose_name="in force until"),
                ),
                ("revision", models.PositiveIntegerField(default=1, editable=False, verbose_name="revision")),
                (
                    "policy",
                    models.CharField(
                        choices=[("service", "Refund Policy"), ("302ai", "302.AI Refund Policy")],
                        max_length=20,
                        verbose_name="policy",
                    ),
                ),
                ("version", models.CharField(max_length=40, verbose_name="version")),
                ("numbers", models.JSONField(blank=True, default=dict, verbose_name="numbers")),
                ("wording", models.JSONField(blank=True, default=dict, verbose_name="wording")),
                (
                    "switched_off",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=40),
                        blank=True,
                        default=list,
                        size=None,
                        verbose_name="clauses switched off",
                    ),
                ),
                (
                    "accepted_scenarios",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=100),
                        blank=True,
                        default=list,
                        size=None,
                        verbose_name="worked cases that may change",
                    ),
                ),
                ("notified_at", models.DateTimeField(blank=True, null=True, verbose_name="users notified at")),
                ("note", models.TextField(blank=True, verbose_name="note")),
                ("history_id", models.AutoField(primary_key=True, serialize=False)),
                ("history_date", models.DateTimeField(db_index=True)),
                (
                    "history_type",
                    models.CharField(choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1),
                ),
                (
                    "drafted_by",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="drafted by",
                    ),
                ),
                (
                    "edited_by",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="last edited by",
                    ),
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
                    "proposed_by",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="proposed by",
                    ),
                ),
                (
                    "published_by",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="published by",
                    ),
                ),
                (
                    "withdrawn_by",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="withdrawn by",
                    ),
                ),
                (
                    "based_on",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="refunds.policyversion",
                        verbose_name="drafted from",
                    ),
                ),
                (
                    "superseded_by",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="refunds.policyversion",
                        verbose_name="superseded by",
                    ),
                ),
            ],
            options={
                "verbose_name": "historical policy version",
                "verbose_name_plural": "historical policy versions",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.AddField(
            model_name="evaluation",
            name="version",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="evaluations",
                to="refunds.policyversion",
                verbose_name="version of ours",
            ),
        ),
        migrations.AddField(
            model_name="historicalrefundcase",
            name="judged_under",
            field=models.ForeignKey(
                blank=True,
                db_constraint=False,
                help_text="set where somebody chose another version than the policy itself names",
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                to="refunds.policyversion",
                verbose_name="judged under",
            ),
        ),
        migrations.AddField(
            model_name="refundcase",
            name="judged_under",
            field=models.ForeignKey(
                blank=True,
                help_text="set where somebody chose another version than the policy itself names",
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="cases_judged",
                to="refunds.policyversion",
                verbose_name="judged under",
            ),
        ),
        migrations.CreateModel(
            name="TryOut",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("digest", models.CharField(max_length=64, verbose_name="digest of the terms")),
                ("since", models.DateTimeField(blank=True, null=True, verbose_name="cases since")),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("queued", "waiting to begin"),
                            ("running", "running"),
                            ("finished", "finished"),
                            ("stopped", "stopped"),
                            ("failed", "failed"),
                        ],
                        default="queued",
                        max_length=40,
                        verbose_name="state",
                    ),
                ),
                ("asked_at", models.DateTimeField(blank=True, editable=False, null=True, verbose_name="asked for at")),
                ("started_at", models.DateTimeField(blank=True, editable=False, null=True, verbose_name="started at")),
                ("ended_at", models.DateTimeField(blank=True, editable=False, null=True, verbose_name="ended at")),
                (
                    "stop_asked_at",
                    models.DateTimeField(blank=True, editable=False, null=True, verbose_name="stop asked for at"),
                ),
                ("total", models.PositiveIntegerField(blank=True, editable=False, null=True, verbose_name="cases")),
                ("result", models.JSONField(blank=True, editable=False, null=True, verbose_name="result")),
                ("problem", models.TextField(blank=True, editable=False, verbose_name="why it failed")),
                (
                    "against",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="refunds.policyversion",
                        verbose_name="compared with",
                    ),
                ),
                (
                    "asked_by",
                    models.ForeignKey(
                        blank=True,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="asked for by",
                    ),
                ),
                (
                    "stop_asked_by",
                    models.ForeignKey(
                        blank=True,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="stopped by",
                    ),
                ),
                (
                    "version",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="try_outs",
                        to="refunds.policyversion",
                        verbose_name="version",
                    ),
                ),
            ],
            options={
                "verbose_name": "try-out",
                "verbose_name_plural": "try-outs",
                "ordering": ["-asked_at", "-pk"],
                "permissions": [("run_tryout", "Can run try-outs")],
            },
        ),
        migrations.CreateModel(
            name="TryOutProgress",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("done", models.PositiveIntegerField(verbose_name="cases looked at")),
                ("at", models.DateTimeField(verbose_name="at")),
                (
                    "try_out",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="progress",
                        to="refunds.tryout",
                        verbose_name="try-out",
                    ),
                ),
            ],
            options={
                "verbose_name": "progress of a try-out",
                "verbose_name_plural": "progress of try-outs",
                "ordering": ["try_out", "done"],
            },
        ),
        migrations.AddConstraint(
            model_name="policyversion",
            constraint=models.UniqueConstraint(fields=("policy", "version"), name="refunds_version_once"),
        ),
        migrations.AddConstraint(
            model_name="policyversion",
            constraint=models.UniqueConstraint(
                condition=models.Q(("status", "published")), fields=("policy",), name="refunds_version_one_published"
            ),
        ),
        migrations.AddConstraint(
            model_name="policyversion",
            constraint=models.CheckConstraint(
                condition=models.Q(("published_by", models.F("proposed_by")), _negated=True),
                name="refunds_version_second_person",
                violation_error_message="Nobody publishes what they proposed.",
            ),
        ),
        migrations.AddConstraint(
            model_name="policyversion",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("status__in", ("draft", "withdrawn")),
                    models.Q(("proposed_at__isnull", False), ("proposed_by__isnull", False)),
                    _connector="OR",
                ),
                name="refunds_version_proposed_by_somebody",
            ),
        ),
        migrations.AddConstraint(
            model_name="policyversion",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("status__in", ("published", "superseded")), _negated=True),
                    models.Q(
                        ("effective_from__isnull", False),
                        ("posted_at__isnull", False),
                        ("published_at__isnull", False),
                        ("published_by__isnull", False),
                    ),
                    _connector="OR",
                ),
                name="refunds_version_issued_whole",
            ),
        ),
        migrations.AddConstraint(
            model_name="policyversion",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("status__in", ("published", "superseded")), _negated=True),
                    ("effective_from__gte", models.F("published_at")),
                    _connector="OR",
                ),
                name="refunds_version_not_in_the_past",
            ),
        ),
        migrations.AddConstraint(
            model_name="policyversion",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("status", "superseded"), _negated=True),
                    models.Q(
                        ("effective_to__isnull", False),
                        ("superseded_at__isnull", False),
                        ("superseded_by__isnull", False),
                    ),
                    _connector="OR",
                ),
                name="refunds_version_superseded_whole",
            ),
        ),
        migrations.AddConstraint(
            model_name="policyversion",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("effective_to__isnull", True), ("effective_to__gt", models.F("effective_from")), _connector="OR"
                ),
                name="refunds_version_ends_after_it_begins",
            ),
        ),
        migrations.AddConstraint(
            model_name="tryout",
            constraint=models.UniqueConstraint(
                condition=models.Q(("status__in", ("queued", "running"))),
                fields=("version",),
                name="refunds_tryout_one_at_a_time",
            ),
        ),
        migrations.AddConstraint(
            model_name="tryout",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("status", "finished"), _negated=True), ("result__isnull", False), _connector="OR"
                ),
                name="refunds_tryout_finished_with_a_result",
            ),
        ),
    ]
