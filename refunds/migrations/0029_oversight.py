"""The pictures of the desk ask by the age of open cases and by the day of a decision."""

from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0008_sanctions"),
        ("refunds", "0028_earlier_applications"),
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
                    ("oversee_refundcase", "Can see the pictures of the whole desk"),
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
        migrations.AddIndex(
            model_name="decision",
            index=models.Index(fields=["prepared_at", "prepared_by"], name="refunds_decision_prepared"),
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
                fields=["received_at", "status"],
                name="refunds_case_open_age",
            ),
        ),
    ]
