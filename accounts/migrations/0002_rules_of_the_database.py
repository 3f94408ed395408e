"""Rules that hold against every way of writing: allowed transitions, rows that are never deleted or rewritten."""

from django.db import migrations

from accounts.database_rules import keep, list_transitions

FUNCTIONS = """
CREATE FUNCTION refuse_unlisted_transition() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    old_state text := '';
BEGIN
    IF TG_OP = 'UPDATE' THEN
        IF NEW.status = OLD.status THEN RETURN NEW; END IF;
        old_state := OLD.status;
    END IF;
    IF NOT EXISTS (
        SELECT FROM accounts_statetransition t
        WHERE t."table" = TG_TABLE_NAME AND t.source = old_state AND t.target = NEW.status
    ) THEN
        RAISE EXCEPTION 'transition of % from "%" to "%" is not in the table of transitions',
            TG_TABLE_NAME, old_state, NEW.status USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
END $$;

CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION '% of % is refused: its rows are kept as they were written', TG_OP, TG_TABLE_NAME
        USING ERRCODE = 'restrict_violation';
END $$;
"""
DROP_FUNCTIONS = "DROP FUNCTION refuse_unlisted_transition(); DROP FUNCTION refuse_change();"

TRANSITIONS = {
    "accounts_customer": """
        >active >restricted >frozen >terminated >not_known
        not_known>active not_known>restricted not_known>frozen not_known>terminated
        active>restricted active>frozen restricted>frozen frozen>restricted
        active>terminated restricted>terminated frozen>terminated
        restricted>active frozen>active
    """,
    "accounts_violation": """
        >alleged >confirmed >cleared >overturned >not_known
        not_known>alleged not_known>confirmed not_known>cleared not_known>overturned
        alleged>confirmed alleged>cleared confirmed>cleared alleged>overturned confirmed>overturned
    """,
}
HISTORIES = ["accounts_historicalcustomer", "accounts_historicalviolation"]


class Migration(migrations.Migration):
    dependencies = [("accounts", "0001_initial")]

    operations = [
        migrations.RunSQL(FUNCTIONS, DROP_FUNCTIONS),
        list_transitions(TRANSITIONS),
        *keep(TRANSITIONS, TRANSITIONS, HISTORIES),
    ]
