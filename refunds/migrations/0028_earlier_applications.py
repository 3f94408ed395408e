"""An earlier case is one of the same customer under the same policy, and came in before."""

from django.db import migrations

EARLIER = """
CREATE FUNCTION check_earlier_case() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NEW.previous_id = NEW.id OR NOT EXISTS (
        SELECT FROM refunds_refundcase WHERE id = NEW.previous_id AND customer_id = NEW.customer_id
            AND policy = NEW.policy AND received_at <= NEW.received_at
    ) THEN
        RAISE EXCEPTION 'case % does not follow case %: not the same customer, or not the earlier one',
            NEW.number, NEW.previous_id USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER follows_an_earlier_case BEFORE INSERT OR UPDATE OF previous_id ON refunds_refundcase
    FOR EACH ROW WHEN (NEW.previous_id IS NOT NULL) EXECUTE FUNCTION check_earlier_case();
"""
ANY_CASE = """
DROP TRIGGER follows_an_earlier_case ON refunds_refundcase;
DROP FUNCTION check_earlier_case();
"""


class Migration(migrations.Migration):
    dependencies = [("refunds", "0027_mediation")]

    operations = [migrations.RunSQL(EARLIER, ANY_CASE)]
