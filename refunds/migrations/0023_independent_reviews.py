"""A secondary review by somebody with no hand in what is reviewed, and the way to earlier decisions by their clauses."""

import django.contrib.postgres.indexes
from django.db import migrations

INDEPENDENT = """
CREATE FUNCTION refuse_dependent_review() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE until timestamptz;
BEGIN
    SELECT coalesce(ruled_at, prepared_at) INTO until FROM refunds_decision
        WHERE case_id = NEW.case_id AND ruling IN ('approved', 'not_needed') ORDER BY prepared_at DESC, id DESC LIMIT 1;
    IF until IS NULL THEN
        RAISE EXCEPTION 'case % has no decision to review', NEW.case_id USING ERRCODE = 'check_violation';
    END IF;
    IF EXISTS (
        SELECT FROM refunds_historicalrefundcase
            WHERE id = NEW.case_id AND history_date <= until AND history_user_id = NEW.prepared_by_id
        UNION ALL
        SELECT FROM refunds_decision WHERE case_id = NEW.case_id
            AND ((prepared_at <= until AND prepared_by_id = NEW.prepared_by_id)
                 OR (ruled_at <= until AND ruled_by_id = NEW.prepared_by_id))
        UNION ALL
        SELECT FROM refunds_evidence
            WHERE case_id = NEW.case_id AND received_at <= until AND recorded_by_id = NEW.prepared_by_id
        UNION ALL
        SELECT FROM refunds_finding
            WHERE case_id = NEW.case_id AND recorded_at <= until AND recorded_by_id = NEW.prepared_by_id
        UNION ALL
        SELECT FROM refunds_technicalaudit
            WHERE case_id = NEW.case_id AND concluded_at <= until AND auditor_id = NEW.prepared_by_id
        UNION ALL
        SELECT FROM refunds_message
            WHERE case_id = NEW.case_id AND at <= until AND by_id = NEW.prepared_by_id
    ) THEN
        RAISE EXCEPTION 'whoever had a hand in the decision of case % does not review it', NEW.case_id
            USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER independent_review BEFORE INSERT ON refunds_decision
    FOR EACH ROW WHEN (NEW.stage = 'second') EXECUTE FUNCTION refuse_dependent_review();
"""
BY_ANYBODY = """
DROP TRIGGER independent_review ON refunds_decision;
DROP FUNCTION refuse_dependent_review();
"""


class Migration(migrations.Migration):
    dependencies = [("refunds", "0022_queue_counts")]

    operations = [
        migrations.AddIndex(
            model_name="decision",
            index=django.contrib.postgres.indexes.GinIndex(fields=["clauses"], name="refunds_decision_clauses"),
        ),
        migrations.RunSQL(INDEPENDENT, BY_ANYBODY),
    ]
