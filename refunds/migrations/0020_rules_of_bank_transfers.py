"""Rules of bank transfers that hold against every way of writing.

A refund goes to an account that belongs to the customer's case, was checked, and stands as it was when the decision
was prepared. An order is in one file that counts. A file is released by somebody else, while everything in it may still
be paid, and is never altered. What lies sealed is re-sealed by a newer key and not changed in any other way.
"""

from django.db import migrations
from django.utils.timezone import now

from accounts.database_rules import keep, list_transitions, trigger

TRANSITIONS = {
    "refunds_bankbatch": """
        >made made>released made>cancelled released>partly_confirmed released>confirmed partly_confirmed>confirmed
    """,
}
VOID = """
INSERT INTO accounts_statetransition ("table", source, target) VALUES ('refunds_payout', 'pending', 'cancelled')
    ON CONFLICT DO NOTHING
"""
NO_VOID = """
DELETE FROM accounts_statetransition WHERE "table" = 'refunds_payout' AND source = 'pending' AND target = 'cancelled'
"""
CHANGEABLE = ["refunds_bankaccount", "refunds_bankbatch"]
WRITTEN_ONCE = [
    "refunds_historicalbankbatch",
    "refunds_bankorder",
    "refunds_bankbatchline",
    "refunds_bankdownload",
    "refunds_bankstatementline",
]
SEALED = {
    "refunds_historicalbankaccount": "number_sealed",
    "refunds_bankfile": "content_sealed",
    "refunds_bankstatement": "content_sealed",
}

ONLY_A_NEW_KEY = """
CREATE FUNCTION refuse_change_but_of_the_key() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    held text := TG_ARGV[0];
BEGIN
    IF TG_OP = 'UPDATE' AND (to_jsonb(NEW) - held) = (to_jsonb(OLD) - held)
       AND split_part(to_jsonb(NEW)->>held, ':', 1) <> split_part(to_jsonb(OLD)->>held, ':', 1)
    THEN
        RETURN NEW;
    END IF;
    RAISE EXCEPTION '% of % is refused: its rows are kept as they were written', TG_OP, TG_TABLE_NAME
        USING ERRCODE = 'restrict_violation';
END $$;
"""
NO_KEY = "DROP FUNCTION refuse_change_but_of_the_key();"

ACCOUNT = """
CREATE FUNCTION refuse_altered_account() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    moving text[] := ARRAY[]::text[];
BEGIN
    IF split_part(NEW.number_sealed, ':', 1) <> split_part(OLD.number_sealed, ':', 1) THEN
        moving := ARRAY['number_sealed'];
    ELSE
        IF OLD.checked_at IS NULL THEN
            moving := moving || ARRAY['owner_matches', 'region_offered', 'checked_by_id', 'checked_at', 'checked_against'];
        END IF;
        IF OLD.replaced_at IS NULL THEN
            moving := moving || ARRAY['replaced_at'];
        END IF;
    END IF;
    IF (to_jsonb(NEW) - moving) IS DISTINCT FROM (to_jsonb(OLD) - moving) THEN
        RAISE EXCEPTION 'bank account % can not be altered: another one takes its place', OLD.id
            USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER stays_as_given BEFORE UPDATE ON refunds_bankaccount
    FOR EACH ROW EXECUTE FUNCTION refuse_altered_account();
"""
DROP_ACCOUNT = """
DROP TRIGGER stays_as_given ON refunds_bankaccount;
DROP FUNCTION refuse_altered_account();
"""

PAYOUT = """
CREATE FUNCTION check_own_account() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NOT EXISTS (
        SELECT FROM refunds_bankaccount a
        JOIN refunds_refundcase c ON c.id = a.case_id AND c.customer_id = a.customer_id
        JOIN refunds_decisionpart p ON p.id = NEW.part_id
        JOIN refunds_decision d ON d.id = p.decision_id
        WHERE a.destination = NEW.destination AND a.case_id = NEW.case_id AND a.currency = NEW.currency
          AND a.replaced_at IS NULL AND a.owner_matches AND a.region_offered
          AND a.given_at <= d.prepared_at AND c.policy <> '302ai'
    ) THEN
        RAISE EXCEPTION '% is no checked account of the customer that the decision knew', NEW.destination
            USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER own_account BEFORE INSERT ON refunds_payout
    FOR EACH ROW WHEN (NEW.route = 'bank_transfer') EXECUTE FUNCTION check_own_account();

CREATE FUNCTION refuse_void_at_the_bank() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (
        SELECT FROM refunds_bankorder o
        JOIN refunds_bankbatchline l ON l.order_id = o.id
        JOIN refunds_bankbatch b ON b.id = l.batch_id
        WHERE o.payout_id = NEW.id AND b.status IN ('released', 'partly_confirmed', 'confirmed')
    ) THEN
        RAISE EXCEPTION 'payout % is in a file that was released to the bank', NEW.id
            USING ERRCODE = 'restrict_violation';
    END IF;
    IF OLD.status = 'pending' AND NOT EXISTS (SELECT FROM refunds_bankorder WHERE payout_id = NEW.id) THEN
        RAISE EXCEPTION 'payout % is with its provider, and only a bank transfer can be kept back there', NEW.id
            USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER not_at_the_bank BEFORE UPDATE ON refunds_payout
    FOR EACH ROW WHEN (NEW.status = 'cancelled' AND OLD.status <> 'cancelled')
    EXECUTE FUNCTION refuse_void_at_the_bank();

CREATE FUNCTION check_bank_order() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NOT EXISTS (
        SELECT FROM refunds_payout p JOIN refunds_bankaccount a ON a.id = NEW.account_id
        WHERE p.id = NEW.payout_id AND p.route = 'bank_transfer' AND p.key = NEW.key AND p.body = NEW.body
          AND p.amount_minor = NEW.amount_minor AND p.currency = NEW.currency AND p.destination = a.destination
    ) THEN
        RAISE EXCEPTION 'transfer order % does not say what was approved', NEW.end_to_end_id
            USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER instructed BEFORE INSERT ON refunds_bankorder FOR EACH ROW EXECUTE FUNCTION check_bank_order();
"""
DROP_PAYOUT = """
DROP TRIGGER instructed ON refunds_bankorder;
DROP TRIGGER not_at_the_bank ON refunds_payout;
DROP TRIGGER own_account ON refunds_payout;
DROP FUNCTION check_bank_order();
DROP FUNCTION refuse_void_at_the_bank();
DROP FUNCTION check_own_account();
"""

# A line waits for whoever else puts its order into a file, and then sees that file.
BATCH = """
CREATE FUNCTION check_bank_line() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM FROM refunds_bankorder WHERE id = NEW.order_id FOR NO KEY UPDATE;
    IF EXISTS (
        SELECT FROM refunds_bankbatchline l JOIN refunds_bankbatch b ON b.id = l.batch_id
        WHERE l.order_id = NEW.order_id AND b.status <> 'cancelled'
    ) THEN
        RAISE EXCEPTION 'transfer order % is in a file already', NEW.order_id USING ERRCODE = 'unique_violation';
    END IF;
    IF NOT EXISTS (
        SELECT FROM refunds_bankorder o JOIN refunds_payout p ON p.id = o.payout_id
        JOIN refunds_bankbatch b ON b.id = NEW.batch_id
        WHERE o.id = NEW.order_id AND p.status = 'pending' AND b.status = 'made' AND b.currency = o.currency
    ) THEN
        RAISE EXCEPTION 'transfer order % can not be put into batch %', NEW.order_id, NEW.batch_id
            USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER one_file BEFORE INSERT ON refunds_bankbatchline FOR EACH ROW EXECUTE FUNCTION check_bank_line();

CREATE FUNCTION check_batch_adds_up() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    made refunds_bankbatch%ROWTYPE;
    found_count bigint;
    found_total numeric;
BEGIN
    IF TG_TABLE_NAME = 'refunds_bankbatch' THEN
        SELECT * INTO made FROM refunds_bankbatch WHERE id = NEW.id;
    ELSE
        SELECT * INTO made FROM refunds_bankbatch WHERE id = (to_jsonb(NEW)->>'batch_id')::bigint;
    END IF;
    SELECT count(*), coalesce(sum(o.amount_minor), 0) INTO found_count, found_total
        FROM refunds_bankbatchline l JOIN refunds_bankorder o ON o.id = l.order_id WHERE l.batch_id = made.id;
    IF (found_count, found_total) IS DISTINCT FROM (made.count::bigint, made.total_minor::numeric)
       OR NOT EXISTS (SELECT FROM refunds_bankfile WHERE batch_id = made.id)
    THEN
        RAISE EXCEPTION 'batch % says % payments of % and has % of %',
            made.reference, made.count, made.total_minor, found_count, found_total USING ERRCODE = 'check_violation';
    END IF;
    RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER adds_up AFTER INSERT ON refunds_bankbatch DEFERRABLE INITIALLY DEFERRED
    FOR EACH ROW EXECUTE FUNCTION check_batch_adds_up();
CREATE CONSTRAINT TRIGGER adds_up AFTER INSERT ON refunds_bankbatchline DEFERRABLE INITIALLY DEFERRED
    FOR EACH ROW EXECUTE FUNCTION check_batch_adds_up();

CREATE FUNCTION refuse_altered_batch() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    moving text[] := ARRAY['status'];
BEGIN
    IF OLD.status = 'made' AND NEW.status = 'released' THEN
        moving := moving || ARRAY['released_by_id', 'released_at'];
        PERFORM FROM refunds_payout WHERE id IN (
            SELECT o.payout_id FROM refunds_bankbatchline l JOIN refunds_bankorder o ON o.id = l.order_id
            WHERE l.batch_id = NEW.id
        ) ORDER BY id FOR NO KEY UPDATE;
        IF EXISTS (
            SELECT FROM refunds_bankbatchline l JOIN refunds_bankorder o ON o.id = l.order_id
            JOIN refunds_payout p ON p.id = o.payout_id WHERE l.batch_id = NEW.id AND p.status <> 'pending'
        ) THEN
            RAISE EXCEPTION 'batch % has a payment that may not be paid any more', OLD.reference
                USING ERRCODE = 'restrict_violation';
        END IF;
    ELSIF OLD.status = 'made' AND NEW.status = 'cancelled' THEN
        moving := moving || ARRAY['cancelled_by_id', 'cancelled_at', 'cancelled_because'];
    END IF;
    IF (to_jsonb(NEW) - moving) IS DISTINCT FROM (to_jsonb(OLD) - moving) THEN
        RAISE EXCEPTION 'batch % can not be altered', OLD.reference USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER stays_as_made BEFORE UPDATE ON refunds_bankbatch
    FOR EACH ROW EXECUTE FUNCTION refuse_altered_batch();
"""
DROP_BATCH = """
DROP TRIGGER stays_as_made ON refunds_bankbatch;
DROP TRIGGER adds_up ON refunds_bankbatchline;
DROP TRIGGER adds_up ON refunds_bankbatch;
DROP TRIGGER one_file ON refunds_bankbatchline;
DROP FUNCTION refuse_altered_batch();
DROP FUNCTION check_batch_adds_up();
DROP FUNCTION check_bank_line();
"""


def pay_by_file(apps, schema_editor):
    """Transfers go by file from here on; where no account of ours is set up, that is a question for a person."""
    rules, history = apps.get_model("refunds", "ProviderRule"), apps.get_model("refunds", "HistoricalProviderRule")
    delivered = rules.objects.filter(route="bank_transfer", method="", currency="", region="", provider="sandbox")
    for rule in delivered:
        rule.provider = "bank_transfer"
        rule.save()
        values = {field.attname: getattr(rule, field.attname) for field in rules._meta.concrete_fields}
        history.objects.create(
            **values, history_date=now(), history_type="~", history_change_reason="bank transfers go by file"
        )


def sealed_once() -> list[migrations.RunSQL]:
    """The tables written once, but for the key of what lies sealed in them."""
    when = "BEFORE UPDATE OR DELETE ON {table} FOR EACH ROW EXECUTE FUNCTION refuse_change_but_of_the_key('{column}')"
    return [
        migrations.RunSQL(
            f"CREATE TRIGGER written_once {when.format(table=table, column=column)}",
            f"DROP TRIGGER written_once ON {table}",
        )
        for table, column in SEALED.items()
    ]


class Migration(migrations.Migration):
    dependencies = [("refunds", "0019_bank_transfers")]

    operations = [
        list_transitions(TRANSITIONS),
        migrations.RunSQL(VOID, NO_VOID),
        *keep(stateful=TRANSITIONS, changeable=CHANGEABLE, written_once=WRITTEN_ONCE),
        migrations.RunSQL(ONLY_A_NEW_KEY, NO_KEY),
        *sealed_once(),
        *trigger("never_emptied", SEALED),
        migrations.RunSQL("CREATE SEQUENCE refunds_bank_batch_number", "DROP SEQUENCE refunds_bank_batch_number"),
        migrations.RunSQL(ACCOUNT, DROP_ACCOUNT),
        migrations.RunSQL(PAYOUT, DROP_PAYOUT),
        migrations.RunSQL(BATCH, DROP_BATCH),
        migrations.RunPython(pay_by_file, migrations.RunPython.noop),
    ]
