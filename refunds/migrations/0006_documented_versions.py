"""Versions that came in with documents get a table of their own; the old one makes room for versions of ours."""

import django.db.models.deletion
import simple_history.models
from django.conf import settings
from django.db import migrations, models

from accounts.database_rules import keep

COLUMNS = "id, position, version, status, posted_at, notified_at, effective_from, effective_to, terms, case_id"
HISTORY = f"{COLUMNS}, history_id, history_date, history_change_reason, history_type, history_user_id"

# ruff: noqa: S608 - our own names of columns

MOVE = f"""
DO $$ BEGIN
    IF EXISTS (SELECT FROM refunds_policyversion WHERE case_id IS NULL) THEN
        RAISE EXCEPTION 'refunds_policyversion holds versions of no case: publish them anew after this migration';
    END IF;
END $$;
INSERT INTO refunds_documentedversion ({COLUMNS}) SELECT {COLUMNS} FROM refunds_policyversion;
INSERT INTO refunds_historicaldocumentedversion ({HISTORY}) SELECT {HISTORY} FROM refunds_historicalpolicyversion;
SELECT setval(pg_get_serial_sequence('refunds_documentedversion', 'id'), max(id)) FROM refunds_documentedversion;
SELECT setval(pg_get_serial_sequence('refunds_historicaldocumentedversion', 'history_id'), max(history_id))
    FROM refunds_historicaldocumentedversion;
"""
MOVE_BACK = f"""
INSERT INTO refunds_policyversion ({COLUMNS}, policy)
    SELECT {", ".join(f"v.{name}" for name in COLUMNS.split(", "))}, c.policy
    FROM refunds_documentedversion v JOIN refunds_refundcase c ON c.id = v.case_id;
INSERT INTO refunds_historicalpolicyversion ({HISTORY}, policy)
    SELECT {", ".join(f"v.{name}" for name in HISTORY.split(", "))}, c.policy
    FROM refunds_historicaldocumentedversion v JOIN refunds_refundcase c ON c.id = v.case_id;
SELECT setval(pg_get_serial_sequence('refunds_policyversion', 'id'), max(id)) FROM refunds_policyversion;
SELECT setval(pg_get_serial_sequence('refunds_historicalpolicyversion', 'history_id'), max(history_id))
    FROM refunds_historicalpolicyversion;
"""
STATUS = models.CharField(
    blank=True,
    choices=[("draft", "draft"), ("in_force", "in force"), ("superseded", "superseded")],
    max_length=20,
    verbose_name="status",
)


def instants():
    """The columns of instants."""
    labels = {
        "posted_at": "posted at",
        "notified_at": "notified at",
        "effective_from": "in force from",
        "effective_to": "in force until",
    }
    return [(name, models.DateTimeField(blank=True, null=True, verbose_name=label)) for name, label in labels.items()]


class Migration(migrations.Migration):
    dependencies = [
        ("refunds", "0005_returned_payouts"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="DocumentedVersion",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("position", models.PositiveSmallIntegerField(default=0, verbose_name="position")),
                ("version", models.CharField(blank=True, max_length=200, verbose_name="version")),
                ("status", STATUS.clone()),
                *instants(),
                ("terms", models.JSONField(blank=True, default=dict, verbose_name="terms")),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="documented_versions",
                        to="refunds.refundcase",
                        verbose_name="case",
                    ),
                ),
            ],
            options={
                "verbose_name": "version in a document",
                "verbose_name_plural": "versions in documents",
                "ordering": ["case", "position", "pk"],
            },
        ),
        migrations.CreateModel(
            name="HistoricalDocumentedVersion",
            fields=[
                ("id", models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID")),
                ("history_change_reason", models.TextField(null=True)),
                ("position", models.PositiveSmallIntegerField(default=0, verbose_name="position")),
                ("version", models.CharField(blank=True, max_length=200, verbose_name="version")),
                ("status", STATUS.clone()),
                *instants(),
                ("terms", models.JSONField(blank=True, default=dict, verbose_name="terms")),
                ("history_id", models.AutoField(primary_key=True, serialize=False)),
                ("history_date", models.DateTimeField(db_index=True)),
                (
                    "history_type",
                    models.CharField(choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1),
                ),
                (
                    "case",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="refunds.refundcase",
                        verbose_name="case",
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
            ],
            options={
                "verbose_name": "historical version in a document",
                "verbose_name_plural": "historical versions in documents",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        *keep(
            stateful=[],
            changeable=["refunds_documentedversion"],
            written_once=["refunds_historicaldocumentedversion"],
        ),
        migrations.RunSQL(MOVE, MOVE_BACK),
        *[
            migrations.RunSQL(operation.reverse_sql, operation.sql)
            for operation in keep(
                stateful=[],
                changeable=["refunds_policyversion"],
                written_once=["refunds_historicalpolicyversion"],
            )
        ],
        migrations.DeleteModel("HistoricalPolicyVersion"),
        migrations.DeleteModel("PolicyVersion"),
    ]
