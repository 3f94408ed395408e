"""A charge keeps the currency in which it was taken.

What went back is summed in the currency of the charge (0002): a charge that changed it would forget what it gave back
and could be refunded once more.
"""

from django.db import migrations

ONE_CURRENCY = """
CREATE FUNCTION refuse_other_currency() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF OLD.currency <> '' AND NEW.currency <> OLD.currency THEN
        RAISE EXCEPTION 'charge % was taken in %, not in %', OLD.reference, OLD.currency, NEW.currency
            USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER one_currency BEFORE UPDATE ON refunds_charge FOR EACH ROW EXECUTE FUNCTION refuse_other_currency();
"""
ANY_CURRENCY = """
DROP TRIGGER one_currency ON refunds_charge;
DROP FUNCTION refuse_other_currency();
"""


class Migration(migrations.Migration):
    dependencies = [("refunds", "0008_rules_of_versions")]

    operations = [migrations.RunSQL(ONE_CURRENCY, ANY_CURRENCY)]
