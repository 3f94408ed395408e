"""What went back without us counts; no new payout beyond what is left; a finding of two people stays as it was."""

from django.db import migrations

from accounts.database_rules import keep, list_transitions

TRANSITIONS = {
    "refunds_establishedoutcome": ">proposed proposed>confirmed proposed>declined proposed>overtaken",
}
RECORDED = ["booksmark", "establishedoutcome", "foreignrefund", "payoutlimit", "providerswitch"]

SUMS = """
CREATE OR REPLACE FUNCTION compute_charge_sums() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    SELECT coalesce(sum(amount_minor), 0) INTO NEW.reserved_minor FROM refunds_payout
        WHERE charge_id = NEW.id AND status IN ('reserved', 'sending', 'pending', 'unknown');
    SELECT coalesce(sum(amount_minor) FILTER (WHERE kind IN ('refund', 'reversal')), 0),
           coalesce(sum(amount_minor) FILTER (WHERE kind IN ('chargeback', 'chargeback_reversal', 'elsewhere', 'elsewhere_reversal')), 0)
        INTO NEW.refunded_minor, NEW.elsewhere_minor FROM refunds_ledgerentry
        WHERE (charge_id = NEW.id OR (charge_id IS NULL AND charge_reference = NEW.reference))
          AND currency = NEW.currency;
    RETURN NEW;
END $$;
"""
EARLIER_SUMS = """
CREATE OR REPLACE FUNCTION compute_charge_sums() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    SELECT coalesce(sum(amount_minor), 0) INTO NEW.reserved_minor FROM refunds_payout
        WHERE charge_id = NEW.id AND status IN ('reserved', 'sending', 'pending', 'unknown');
    SELECT coalesce(sum(amount_minor), 0) INTO NEW.refunded_minor FROM refunds_ledgerentry
        WHERE (charge_id = NEW.id OR (charge_id IS NULL AND charge_reference = NEW.reference))
          AND kind IN ('refund', 'reversal') AND currency = NEW.currency;
    RETURN NEW;
END $$;
"""

WITHIN_WHAT_IS_LEFT = """
CREATE FUNCTION check_what_is_left() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE held refunds_charge;
BEGIN
    SELECT * INTO held FROM refunds_charge WHERE id = NEW.charge_id FOR NO KEY UPDATE;
    -- Without anything from elsewhere the constraint of the charge says the same, by its name.
    IF held.elsewhere_minor > 0 AND NEW.amount_minor >
       held.captured_minor - held.reserved_minor - held.refunded_minor - held.elsewhere_minor
    THEN
        RAISE EXCEPTION 'charge % does not hold % any more: part of it went back without us',
            held.reference, NEW.amount_minor USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER within_what_is_left BEFORE INSERT ON refunds_payout
    FOR EACH ROW EXECUTE FUNCTION check_what_is_left();
"""
ANY_AMOUNT = """
DROP TRIGGER within_what_is_left ON refunds_payout;
DROP FUNCTION check_what_is_left();
"""

ESTABLISHED_ONCE = """
CREATE FUNCTION refuse_altered_finding() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF OLD.status <> 'proposed' OR
       (NEW.payout_id, NEW.ended, NEW.provider_reference, NEW.evidence, NEW.proposed_by_id, NEW.proposed_at)
       IS DISTINCT FROM
       (OLD.payout_id, OLD.ended, OLD.provider_reference, OLD.evidence, OLD.proposed_by_id, OLD.proposed_at)
    THEN
        RAISE EXCEPTION 'what was found out about payout % can not be altered', OLD.payout_id
            USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER unaltered BEFORE UPDATE ON refunds_establishedoutcome
    FOR EACH ROW EXECUTE FUNCTION refuse_altered_finding();
"""
ESTABLISHED_ANYHOW = """
DROP TRIGGER unaltered ON refunds_establishedoutcome;
DROP FUNCTION refuse_altered_finding();
"""


class Migration(migrations.Migration):
    dependencies = [("refunds", "0016_executor")]

    operations = [
        list_transitions(TRANSITIONS),
        *keep(
            stateful=TRANSITIONS,
            changeable=["refunds_providerhealth", *(f"refunds_{name}" for name in RECORDED)],
            written_once=["refunds_alarm", *(f"refunds_historical{name}" for name in RECORDED)],
        ),
        migrations.RunSQL(SUMS, EARLIER_SUMS),
        migrations.RunSQL(WITHIN_WHAT_IS_LEFT, ANY_AMOUNT),
        migrations.RunSQL(ESTABLISHED_ONCE, ESTABLISHED_ANYHOW),
    ]
