"""Rules that hold against every way of writing: states, money, four eyes, what is kept.

captured ≥ reserved + refunded is a CHECK on the charge; the two sums are computed here from the payouts and the ledger
whenever the charge is written, and every payout and ledger entry writes its charge. The write takes the charge's row
lock, so that of two concurrent payouts the second sees the first: a CHECK on a counter alone would not stop them.
A refund that was on record before its charge names it by its id only, and counts from when the charge is there.
"""

from django.db import migrations

from accounts.database_rules import keep, list_transitions

TRANSITIONS = {
    "refunds_order": ">active >cancelled active>cancelled active>refunded cancelled>refunded refunded>active",
    "refunds_charge": """
        >authorised >captured >voided authorised>captured authorised>voided
        captured>partly_refunded captured>refunded partly_refunded>refunded
        partly_refunded>captured refunded>captured refunded>partly_refunded
    """,
    "refunds_usagequota": """
        >open open>reduced open>revoked reduced>revoked reduced>open revoked>reduced revoked>open
    """,
    "refunds_payout": """
        >reserved reserved>sending unknown>sending sending>pending sending>unknown
        sending>succeeded pending>succeeded unknown>succeeded
        sending>failed pending>failed unknown>failed
        succeeded>returned reserved>cancelled
    """,
    "refunds_refundcase": """
        >received received>in_review in_review>received
        in_review>awaiting_customer awaiting_customer>in_review
        in_review>technical_audit awaiting_customer>technical_audit technical_audit>in_review
        in_review>awaiting_approval in_review>rejected
        awaiting_approval>approved awaiting_approval>rejected awaiting_approval>upheld
        awaiting_approval>in_review awaiting_approval>secondary_review
        received>withdrawn in_review>withdrawn awaiting_customer>withdrawn technical_audit>withdrawn
        awaiting_approval>withdrawn
        rejected>secondary_review refunded>secondary_review
        secondary_review>upheld secondary_review>awaiting_approval
        received>legal_hold in_review>legal_hold awaiting_customer>legal_hold technical_audit>legal_hold
        awaiting_approval>legal_hold approved>legal_hold secondary_review>legal_hold
        legal_hold>received legal_hold>in_review legal_hold>awaiting_customer legal_hold>technical_audit
        legal_hold>awaiting_approval legal_hold>approved legal_hold>secondary_review
        approved>refunded approved>in_review refunded>in_review
    """,
}

RECORDED = [
    "order",
    "orderline",
    "charge",
    "usagequota",
    "creditlot",
    "usagerecord",
    "lotdraw",
    "incident",
    "refundcase",
    "casecharge",
    "caseusage",
    "caselot",
    "caseincident",
    "priorrefund",
    "voucher",
    "requestedamount",
    "priorapplication",
    "evidence",
    "finding",
    "technicalaudit",
    "policyversion",
    "dispute",
    "decision",
    "payout",
]
WRITTEN_ONCE = ["message", "evaluation", "decisionpart", "ledgerentry", "balancecredit"]

CASE_NUMBERS = "CREATE SEQUENCE refunds_case_number"

CHARGE_SUMS = """
CREATE FUNCTION compute_charge_sums() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    SELECT coalesce(sum(amount_minor), 0) INTO NEW.reserved_minor FROM refunds_payout
        WHERE charge_id = NEW.id AND status IN ('reserved', 'sending', 'pending', 'unknown');
    SELECT coalesce(sum(amount_minor), 0) INTO NEW.refunded_minor FROM refunds_ledgerentry
        WHERE (charge_id = NEW.id OR (charge_id IS NULL AND charge_reference = NEW.reference))
          AND kind IN ('refund', 'reversal') AND currency = NEW.currency;
    RETURN NEW;
END $$;
CREATE TRIGGER compute_sums BEFORE INSERT OR UPDATE ON refunds_charge
    FOR EACH ROW EXECUTE FUNCTION compute_charge_sums();

CREATE FUNCTION write_charge_sums() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    UPDATE refunds_charge SET reserved_minor = reserved_minor WHERE id = NEW.charge_id;
    RETURN NULL;
END $$;
CREATE TRIGGER write_sums AFTER INSERT OR UPDATE ON refunds_payout
    FOR EACH ROW EXECUTE FUNCTION write_charge_sums();
CREATE TRIGGER write_sums AFTER INSERT ON refunds_ledgerentry
    FOR EACH ROW WHEN (NEW.charge_id IS NOT NULL) EXECUTE FUNCTION write_charge_sums();
"""
DROP_CHARGE_SUMS = """
DROP TRIGGER write_sums ON refunds_ledgerentry;
DROP TRIGGER write_sums ON refunds_payout;
DROP TRIGGER compute_sums ON refunds_charge;
DROP FUNCTION write_charge_sums();
DROP FUNCTION compute_charge_sums();
"""

PAYOUT_RULES = """
CREATE FUNCTION check_new_payout() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NOT EXISTS (
        SELECT FROM refunds_decisionpart p JOIN refunds_decision d ON d.id = p.decision_id
        JOIN refunds_charge c ON c.id = p.charge_id
        WHERE p.id = NEW.part_id AND p.charge_id = NEW.charge_id AND p.amount_minor = NEW.amount_minor
          AND p.currency = NEW.currency AND c.currency = NEW.currency AND p.route = NEW.route
          AND d.case_id = NEW.case_id AND d.ruling = 'approved'
          AND d.prepared_by_id = NEW.prepared_by_id AND d.ruled_by_id = NEW.approved_by_id
    ) THEN
        RAISE EXCEPTION 'payout of % % is not the approved part % of its decision',
            NEW.amount_minor, NEW.currency, NEW.part_id USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER approved_part BEFORE INSERT ON refunds_payout FOR EACH ROW EXECUTE FUNCTION check_new_payout();

CREATE FUNCTION refuse_altered_payout() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF (NEW.part_id, NEW.case_id, NEW.charge_id, NEW.amount_minor, NEW.currency, NEW.route, NEW.provider, NEW.destination,
        NEW.key, NEW.policy_version, NEW.prepared_by_id, NEW.approved_by_id, NEW.approved_at)
       IS DISTINCT FROM
       (OLD.part_id, OLD.case_id, OLD.charge_id, OLD.amount_minor, OLD.currency, OLD.route, OLD.provider, OLD.destination,
        OLD.key, OLD.policy_version, OLD.prepared_by_id, OLD.approved_by_id, OLD.approved_at)
       OR (OLD.provider_reference IS NOT NULL AND NEW.provider_reference IS DISTINCT FROM OLD.provider_reference)
    THEN
        RAISE EXCEPTION 'what was approved for payout % can not be altered', OLD.id USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER unaltered BEFORE UPDATE ON refunds_payout FOR EACH ROW EXECUTE FUNCTION refuse_altered_payout();
"""
DROP_PAYOUT_RULES = """
DROP TRIGGER unaltered ON refunds_payout;
DROP TRIGGER approved_part ON refunds_payout;
DROP FUNCTION refuse_altered_payout();
DROP FUNCTION check_new_payout();
"""

DECISION_RULES = """
CREATE FUNCTION refuse_altered_decision() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF OLD.ruling <> 'pending' THEN
        RAISE EXCEPTION 'decision % has its ruling already', OLD.id USING ERRCODE = 'restrict_violation';
    END IF;
    IF (NEW.case_id, NEW.evaluation_id, NEW.stage, NEW.outcome, NEW.upheld, NEW.clauses, NEW.reason, NEW.reapply_by,
        NEW.departs, NEW.departs_because, NEW.needs_supervisor, NEW.prepared_by_id, NEW.prepared_at)
       IS DISTINCT FROM
       (OLD.case_id, OLD.evaluation_id, OLD.stage, OLD.outcome, OLD.upheld, OLD.clauses, OLD.reason, OLD.reapply_by,
        OLD.departs, OLD.departs_because, OLD.needs_supervisor, OLD.prepared_by_id, OLD.prepared_at)
    THEN
        RAISE EXCEPTION 'decision % can not be altered', OLD.id USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER unaltered BEFORE UPDATE ON refunds_decision FOR EACH ROW EXECUTE FUNCTION refuse_altered_decision();

CREATE FUNCTION check_new_part() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NOT EXISTS (
        SELECT FROM refunds_decision d
        WHERE d.id = NEW.decision_id AND d.ruling = 'pending' AND d.outcome <> 'reject'
    ) THEN
        RAISE EXCEPTION 'decision % takes no more parts', NEW.decision_id USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER pending_decision BEFORE INSERT ON refunds_decisionpart FOR EACH ROW EXECUTE FUNCTION check_new_part();
"""
DROP_DECISION_RULES = """
DROP TRIGGER pending_decision ON refunds_decisionpart;
DROP TRIGGER unaltered ON refunds_decision;
DROP FUNCTION check_new_part();
DROP FUNCTION refuse_altered_decision();
"""


class Migration(migrations.Migration):
    dependencies = [("refunds", "0001_initial"), ("accounts", "0002_rules_of_the_database")]

    operations = [
        list_transitions(TRANSITIONS),
        *keep(
            stateful=TRANSITIONS,
            changeable=[f"refunds_{name}" for name in RECORDED],
            written_once=[f"refunds_historical{name}" for name in RECORDED]
            + [f"refunds_{name}" for name in WRITTEN_ONCE],
        ),
        migrations.RunSQL(CASE_NUMBERS, "DROP SEQUENCE refunds_case_number"),
        migrations.RunSQL(CHARGE_SUMS, DROP_CHARGE_SUMS),
        migrations.RunSQL(PAYOUT_RULES, DROP_PAYOUT_RULES),
        migrations.RunSQL(DECISION_RULES, DROP_DECISION_RULES),
    ]
