"""Sanctions on accounts: proposed by one, approved by another, and nothing about an account without them."""

import django.db.models.deletion
import simple_history.models
from django.conf import settings
from django.db import migrations, models

from accounts.database_rules import keep, list_transitions

TRANSITIONS = {"accounts_sanction": ">proposed proposed>approved proposed>declined proposed>taken_back"}

RULES = """
CREATE FUNCTION refuse_altered_sanction() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF OLD.status <> 'proposed' OR
       (NEW.customer_id, NEW.violation_id, NEW.measure, NEW.reason, NEW.proposed_by_id, NEW.proposed_at)
       IS DISTINCT FROM
       (OLD.customer_id, OLD.violation_id, OLD.measure, OLD.reason, OLD.proposed_by_id, OLD.proposed_at)
    THEN
        RAISE EXCEPTION 'what was proposed and ruled of sanction % can not be altered', OLD.id
            USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER unaltered BEFORE UPDATE ON accounts_sanction
    FOR EACH ROW EXECUTE FUNCTION refuse_altered_sanction();

-- An account is restricted, frozen or terminated by an approved sanction, each used once, or because the platform
-- reports that it is: a report that changes the state is counted.
CREATE FUNCTION refuse_unsanctioned_status() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NEW.sanction_id IS NULL AND (NEW.status_reports = OLD.status_reports + 1 OR OLD.status = 'not_known') THEN
        RETURN NEW;
    END IF;
    IF NEW.sanction_id IS NOT DISTINCT FROM OLD.sanction_id OR NOT EXISTS (
        SELECT FROM accounts_sanction WHERE id = NEW.sanction_id AND customer_id = NEW.id AND status = 'approved'
            AND measure = CASE NEW.status WHEN 'restricted' THEN 'restrict' WHEN 'frozen' THEN 'freeze' ELSE 'terminate' END
    ) THEN
        RAISE EXCEPTION 'customer % is not to be %: no approved sanction says so', NEW.reference, NEW.status
            USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER sanctioned BEFORE UPDATE ON accounts_customer FOR EACH ROW
    WHEN (NEW.status IS DISTINCT FROM OLD.status AND NEW.status IN ('restricted', 'frozen', 'terminated'))
    EXECUTE FUNCTION refuse_unsanctioned_status();
"""
NO_RULES = """
DROP TRIGGER sanctioned ON accounts_customer;
DROP FUNCTION refuse_unsanctioned_status();
DROP TRIGGER unaltered ON accounts_sanction;
DROP FUNCTION refuse_altered_sanction();
"""


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0007_customer_language"),
    ]

    operations = [
        migrations.CreateModel(
            name="HistoricalSanction",
            fields=[
                ("id", models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID")),
                ("history_change_reason", models.TextField(null=True)),
                (
                    "measure",
                    models.CharField(
                        choices=[
                            ("restrict", "restrict the account"),
                            ("freeze", "freeze the account"),
                            ("terminate", "terminate the account"),
                        ],
                        max_length=20,
                        verbose_name="measure",
                    ),
                ),
                ("reason", models.CharField(max_length=200, verbose_name="reason")),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("proposed", "waits for a second person"),
                            ("approved", "approved"),
                            ("declined", "declined"),
                            ("taken_back", "taken back"),
                        ],
                        default="proposed",
                        max_length=40,
                        verbose_name="state",
                    ),
                ),
                ("proposed_at", models.DateTimeField(verbose_name="proposed at")),
                ("ruled_at", models.DateTimeField(blank=True, null=True, verbose_name="ruled at")),
                ("ruled_because", models.TextField(blank=True, verbose_name="reason of the ruling")),
                ("history_id", models.AutoField(primary_key=True, serialize=False)),
                ("history_date", models.DateTimeField(db_index=True)),
                (
                    "history_type",
                    models.CharField(choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1),
                ),
                (
                    "customer",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="accounts.customer",
                        verbose_name="customer",
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
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="proposed by",
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
                    "violation",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="accounts.violation",
                        verbose_name="violation",
                    ),
                ),
            ],
            options={
                "verbose_name": "historical sanction",
                "verbose_name_plural": "historical sanctions",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="Sanction",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "measure",
                    models.CharField(
                        choices=[
                            ("restrict", "restrict the account"),
                            ("freeze", "freeze the account"),
                            ("terminate", "terminate the account"),
                        ],
                        max_length=20,
                        verbose_name="measure",
                    ),
                ),
                ("reason", models.CharField(max_length=200, verbose_name="reason")),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("proposed", "waits for a second person"),
                            ("approved", "approved"),
                            ("declined", "declined"),
                            ("taken_back", "taken back"),
                        ],
                        default="proposed",
                        max_length=40,
                        verbose_name="state",
                    ),
                ),
                ("proposed_at", models.DateTimeField(verbose_name="proposed at")),
                ("ruled_at", models.DateTimeField(blank=True, null=True, verbose_name="ruled at")),
                ("ruled_because", models.TextField(blank=True, verbose_name="reason of the ruling")),
                (
                    "customer",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="sanctions",
                        to="accounts.customer",
                        verbose_name="customer",
                    ),
                ),
                (
                    "proposed_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="proposed by",
                    ),
                ),
                (
                    "ruled_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="ruled by",
                    ),
                ),
                (
                    "violation",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="sanctions",
                        to="accounts.violation",
                        verbose_name="violation",
                    ),
                ),
            ],
            options={
                "verbose_name": "sanction",
                "verbose_name_plural": "sanctions",
                "ordering": ["-pk"],
                "permissions": [
                    ("propose_sanction", "Can propose a sanction"),
                    ("rule_sanction", "Can approve or decline a sanction that somebody else proposed"),
                ],
            },
        ),
        migrations.AddField(
            model_name="customer",
            name="sanction",
            field=models.ForeignKey(
                blank=True,
                editable=False,
                help_text="by which the account is as it is; none where the platform said so",
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="accounts.sanction",
                verbose_name="sanction",
            ),
        ),
        migrations.AddField(
            model_name="historicalcustomer",
            name="sanction",
            field=models.ForeignKey(
                blank=True,
                db_constraint=False,
                editable=False,
                help_text="by which the account is as it is; none where the platform said so",
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                to="accounts.sanction",
                verbose_name="sanction",
            ),
        ),
        migrations.AddField(
            model_name="customer",
            name="status_reports",
            field=models.PositiveIntegerField(
                default=0, db_default=0, editable=False, verbose_name="reports by which the platform changed the state"
            ),
        ),
        migrations.AddField(
            model_name="historicalcustomer",
            name="status_reports",
            field=models.PositiveIntegerField(
                default=0, db_default=0, editable=False, verbose_name="reports by which the platform changed the state"
            ),
        ),
        migrations.AddConstraint(
            model_name="sanction",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("ruled_by__isnull", True),
                    ("status", "taken_back"),
                    models.Q(("ruled_by", models.F("proposed_by")), _negated=True),
                    _connector="OR",
                ),
                name="accounts_sanction_four_eyes",
                violation_error_message="Nobody approves what they proposed.",
            ),
        ),
        migrations.AddConstraint(
            model_name="sanction",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("status", "proposed"),
                    models.Q(("ruled_at__isnull", False), ("ruled_by__isnull", False)),
                    _connector="OR",
                ),
                name="accounts_sanction_ruled_by_whom_and_when",
            ),
        ),
        migrations.AddConstraint(
            model_name="sanction",
            constraint=models.CheckConstraint(
                condition=models.Q(("reason", ""), _negated=True), name="accounts_sanction_has_reason"
            ),
        ),
        migrations.AddConstraint(
            model_name="sanction",
            constraint=models.UniqueConstraint(
                condition=models.Q(("status", "proposed")), fields=("customer",), name="accounts_sanction_one_at_a_time"
            ),
        ),
        list_transitions(TRANSITIONS),
        *keep(TRANSITIONS, TRANSITIONS, ["accounts_historicalsanction"]),
        migrations.RunSQL(RULES, NO_RULES),
    ]
