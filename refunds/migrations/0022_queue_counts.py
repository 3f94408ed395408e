"""How many cases each queue holds: kept by a trigger in the transaction that changes the case."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

COUNTING = """
CREATE FUNCTION count_case() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'INSERT' THEN
        INSERT INTO refunds_queuecount (status, assignee_id, cases) VALUES (NEW.status, NEW.assignee_id, 1);
    ELSE
        INSERT INTO refunds_queuecount (status, assignee_id, cases)
            VALUES (OLD.status, OLD.assignee_id, -1), (NEW.status, NEW.assignee_id, 1);
    END IF;
    RETURN NULL;
END $$;
CREATE TRIGGER counted_born AFTER INSERT ON refunds_refundcase
    FOR EACH ROW EXECUTE FUNCTION count_case();
CREATE TRIGGER counted_moved AFTER UPDATE OF status, assignee_id ON refunds_refundcase FOR EACH ROW
    WHEN ((OLD.status, OLD.assignee_id) IS DISTINCT FROM (NEW.status, NEW.assignee_id))
    EXECUTE FUNCTION count_case();
INSERT INTO refunds_queuecount (status, assignee_id, cases)
    SELECT status, assignee_id, count(*) FROM refunds_refundcase GROUP BY status, assignee_id;
"""
NOT_COUNTING = """
DROP TRIGGER counted_moved ON refunds_refundcase;
DROP TRIGGER counted_born ON refunds_refundcase;
DROP FUNCTION count_case();
"""


class Migration(migrations.Migration):
    dependencies = [
        ("refunds", "0021_approvals_of_a_day"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="QueueCount",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "status",
                    models.CharField(
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
                            ("withdrawn", "withdrawn"),
                        ],
                        max_length=40,
                        verbose_name="state",
                    ),
                ),
                ("cases", models.BigIntegerField(verbose_name="cases more, or fewer")),
                (
                    "assignee",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="assignee",
                    ),
                ),
            ],
            options={
                "verbose_name": "count of a queue",
                "verbose_name_plural": "counts of the queues",
            },
        ),
        migrations.RunSQL(COUNTING, NOT_COUNTING),
    ]
