"""Cases in mediation; and no payout of a case that is stopped leaves, whoever writes it."""

import datetime

import django.db.models.functions.comparison
from django.conf import settings
from django.db import migrations, models

MEDIABLE = """
    received in_review awaiting_customer technical_audit awaiting_approval approved secondary_review rejected upheld
"""

ONLY_OF_APPROVED_CASES = """
CREATE FUNCTION refuse_stopped_payout() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE state text;
BEGIN
    SELECT status INTO state FROM refunds_refundcase WHERE id = NEW.case_id FOR SHARE;
    IF state IS DISTINCT FROM 'approved' THEN
        RAISE EXCEPTION 'payout % is not sent: its case is in the state %', NEW.id, state
            USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER not_while_stopped BEFORE UPDATE ON refunds_payout FOR EACH ROW
    WHEN (OLD.status = 'reserved' AND NEW.status = 'sending') EXECUTE FUNCTION refuse_stopped_payout();

CREATE FUNCTION refuse_stopped_batch() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE stopped text;
BEGIN
    SELECT string_agg(c.number, ', ') INTO stopped FROM refunds_bankbatchline l
        JOIN refunds_bankorder o ON o.id = l.order_id JOIN refunds_payout p ON p.id = o.payout_id
        JOIN refunds_refundcase c ON c.id = p.case_id
        WHERE l.batch_id = NEW.id AND c.status IN ('legal_hold', 'mediation');
    IF stopped IS NOT NULL THEN
        RAISE EXCEPTION 'batch % is not released: stopped are the cases %', NEW.id, stopped
            USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER not_while_stopped BEFORE UPDATE ON refunds_bankbatch FOR EACH ROW
    WHEN (OLD.status = 'made' AND NEW.status = 'released') EXECUTE FUNCTION refuse_stopped_batch();
"""
WHATEVER_THE_CASE = """
DROP TRIGGER not_while_stopped ON refunds_bankbatch;
DROP FUNCTION refuse_stopped_batch();
DROP TRIGGER not_while_stopped ON refunds_payout;
DROP FUNCTION refuse_stopped_payout();
"""


def listed(apps, schema_editor):
    """Add the arrows beside those of earlier migrations, which list_transitions would take back as well."""
    rows = apps.get_model("accounts", "StateTransition").objects
    for state in MEDIABLE.split():
        rows.create(table="refunds_refundcase", source=state, target="mediation")
        rows.create(table="refunds_refundcase", source="mediation", target=state)


def unlisted(apps, schema_editor):
    """Take them back."""
    rows = apps.get_model("accounts", "StateTransition").objects.filter(table="refunds_refundcase")
    rows.filter(source="mediation").delete()
    rows.filter(target="mediation").delete()


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0008_sanctions"),
        ("refunds", "0026_desk_work"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
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
                    ("mediate_refundcase", "Can put a case into mediation and end it"),
                    ("settle_refundcase", "Can settle or reopen a case by its payouts"),
                ],
                "verbose_name": "refund case",
                "verbose_name_plural": "refund cases",
            },
        ),
        migrations.RemoveIndex(
            model_name="refundcase",
            name="refunds_case_open_due",
        ),
        migrations.AlterField(
            model_name="historicalrefundcase",
            name="held_from",
            field=models.CharField(
                blank=True,
                choices=[
                    ("received", "received"),
                    ("in_review", "in review"),
                    ("awaiting_customer", "waiting for the customer"),
                    ("technical_audit", "technical audit"),
                    ("awaiting_approval", "awaiting approval"),
                    ("approved", "approved, being paid"),
                    ("refunded", "refunded"),
                    ("rejected", "rejected"),
                    ("secondary_review", "secondary review"),
                    ("upheld", "upheld in review"),
                    ("legal_hold", "legal hold"),
                    ("mediation", "in mediation"),
                    ("withdrawn", "withdrawn"),
                ],
                editable=False,
                max_length=40,
                verbose_name="state before the hold",
            ),
        ),
        migrations.AlterField(
            model_name="refundcase",
            name="held_from",
            field=models.CharField(
                blank=True,
                choices=[
                    ("received", "received"),
                    ("in_review", "in review"),
                    ("awaiting_customer", "waiting for the customer"),
                    ("technical_audit", "technical audit"),
                    ("awaiting_approval", "awaiting approval"),
                    ("approved", "approved, being paid"),
                    ("refunded", "refunded"),
                    ("rejected", "rejected"),
                    ("secondary_review", "secondary review"),
                    ("upheld", "upheld in review"),
                    ("legal_hold", "legal hold"),
                    ("mediation", "in mediation"),
                    ("withdrawn", "withdrawn"),
                ],
                editable=False,
                max_length=40,
                verbose_name="state before the hold",
            ),
        ),
        migrations.AlterField(
            model_name="historicalrefundcase",
            name="status",
            field=models.CharField(
                choices=[
                    ("received", "received"),
                    ("in_review", "in review"),
                    ("awaiting_customer", "waiting for the customer"),
                    ("technical_audit", "technical audit"),
                    ("awaiting_approval", "awaiting approval"),
                    ("approved", "approved, being paid"),
                    ("refunded", "refunded"),
                    ("rejected", "rejected"),
                    ("secondary_review", "secondary review"),
                    ("upheld", "upheld in review"),
                    ("legal_hold", "legal hold"),
                    ("mediation", "in mediation"),
                    ("withdrawn", "withdrawn"),
                ],
                default="received",
                max_length=40,
                verbose_name="state",
            ),
        ),
        migrations.AlterField(
            model_name="queuecount",
            name="status",
            field=models.CharField(
                choices=[
                    ("received", "received"),
                    ("in_review", "in review"),
                    ("awaiting_customer", "waiting for the customer"),
                    ("technical_audit", "technical audit"),
                    ("awaiting_approval", "awaiting approval"),
                    ("approved", "approved, being paid"),
                    ("refunded", "refunded"),
                    ("rejected", "rejected"),
                    ("secondary_review", "secondary review"),
                    ("upheld", "upheld in review"),
                    ("legal_hold", "legal hold"),
                    ("mediation", "in mediation"),
                    ("withdrawn", "withdrawn"),
                ],
                max_length=40,
                verbose_name="state",
            ),
        ),
        migrations.AlterField(
            model_name="refundcase",
            name="status",
            field=models.CharField(
                choices=[
                    ("received", "received"),
                    ("in_review", "in review"),
                    ("awaiting_customer", "waiting for the customer"),
                    ("technical_audit", "technical audit"),
                    ("awaiting_approval", "awaiting approval"),
                    ("approved", "approved, being paid"),
                    ("refunded", "refunded"),
                    ("rejected", "rejected"),
                    ("secondary_review", "secondary review"),
                    ("upheld", "upheld in review"),
                    ("legal_hold", "legal hold"),
                    ("mediation", "in mediation"),
                    ("withdrawn", "withdrawn"),
                ],
                default="received",
                max_length=40,
                verbose_name="state",
            ),
        ),
        migrations.AddIndex(
            model_name="refundcase",
            index=models.Index(
                condition=models.Q(
                    (
                        "status__in",
                        (
                            "received",
                            "in_review",
                            "awaiting_customer",
                            "technical_audit",
                            "awaiting_approval",
                            "approved",
                            "secondary_review",
                            "legal_hold",
                            "mediation",
                        ),
                    )
                ),
                fields=["due_at"],
                name="refunds_case_open_due",
            ),
        ),
        migrations.RemoveIndex(
            model_name="refundcase",
            name="refunds_case_open_by_due",
        ),
        migrations.RemoveIndex(
            model_name="refundcase",
            name="refunds_case_mine_by_due",
        ),
        migrations.RemoveIndex(
            model_name="refundcase",
            name="refunds_case_state_by_due",
        ),
        migrations.RemoveIndex(
            model_name="refundcase",
            name="refunds_case_nobodys_by_due",
        ),
        migrations.RemoveIndex(
            model_name="refundcase",
            name="refunds_case_open_by_number",
        ),
        migrations.AddIndex(
            model_name="refundcase",
            index=models.Index(
                django.db.models.functions.comparison.Coalesce(
                    "due_at", models.Value(datetime.datetime(9999, 12, 31, 0, 0, tzinfo=datetime.UTC))
                ),
                models.F("id"),
                condition=models.Q(
                    (
                        "status__in",
                        (
                            "received",
                            "in_review",
                            "awaiting_customer",
                            "technical_audit",
                            "awaiting_approval",
                            "approved",
                            "secondary_review",
                            "legal_hold",
                            "mediation",
                        ),
                    )
                ),
                name="refunds_case_open_by_due",
            ),
        ),
        migrations.AddIndex(
            model_name="refundcase",
            index=models.Index(
                models.F("assignee"),
                django.db.models.functions.comparison.Coalesce(
                    "due_at", models.Value(datetime.datetime(9999, 12, 31, 0, 0, tzinfo=datetime.UTC))
                ),
                models.F("id"),
                condition=models.Q(
                    (
                        "status__in",
                        (
                            "received",
                            "in_review",
                            "awaiting_customer",
                            "technical_audit",
                            "awaiting_approval",
                            "approved",
                            "secondary_review",
                            "legal_hold",
                            "mediation",
                        ),
                    )
                ),
                name="refunds_case_mine_by_due",
            ),
        ),
        migrations.AddIndex(
            model_name="refundcase",
            index=models.Index(
                models.F("status"),
                django.db.models.functions.comparison.Coalesce(
                    "due_at", models.Value(datetime.datetime(9999, 12, 31, 0, 0, tzinfo=datetime.UTC))
                ),
                models.F("id"),
                condition=models.Q(
                    (
                        "status__in",
                        (
                            "received",
                            "in_review",
                            "awaiting_customer",
                            "technical_audit",
                            "awaiting_approval",
                            "approved",
                            "secondary_review",
                            "legal_hold",
                            "mediation",
                        ),
                    )
                ),
                name="refunds_case_state_by_due",
            ),
        ),
        migrations.AddIndex(
            model_name="refundcase",
            index=models.Index(
                django.db.models.functions.comparison.Coalesce(
                    "due_at", models.Value(datetime.datetime(9999, 12, 31, 0, 0, tzinfo=datetime.UTC))
                ),
                models.F("id"),
                condition=models.Q(
                    (
                        "status__in",
                        (
                            "received",
                            "in_review",
                            "awaiting_customer",
                            "technical_audit",
                            "awaiting_approval",
                            "approved",
                            "secondary_review",
                            "legal_hold",
                            "mediation",
                        ),
                    ),
                    ("assignee__isnull", True),
                ),
                name="refunds_case_nobodys_by_due",
            ),
        ),
        migrations.AddIndex(
            model_name="refundcase",
            index=models.Index(
                condition=models.Q(
                    (
                        "status__in",
                        (
                            "received",
                            "in_review",
                            "awaiting_customer",
                            "technical_audit",
                            "awaiting_approval",
                            "approved",
                            "secondary_review",
                            "legal_hold",
                            "mediation",
                        ),
                    )
                ),
                fields=["number"],
                name="refunds_case_open_by_number",
            ),
        ),
        migrations.RunPython(listed, unlisted),
        migrations.RunSQL(ONLY_OF_APPROVED_CASES, WHATEVER_THE_CASE),
    ]
