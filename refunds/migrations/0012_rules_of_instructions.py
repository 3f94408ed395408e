"""The instruction of a payout says what was approved and never changes; until told otherwise the sandbox pays."""

import json
from hashlib import sha256

from django.db import migrations
from django.utils.timezone import now

from accounts.database_rules import keep

METHODS = ["visa", "mastercard", "amex", "paypal", "apple_pay", "google_pay", "bank_transfer", "alipay", "wechat_pay"]
DELIVERED = [
    ("account_balance", "", "account_balance"),
    ("bank_transfer", "", "sandbox"),
    *(("original", method, "sandbox") for method in METHODS),
]


def write_instructions(apps, schema_editor):
    """What earlier releases would have told the provider, for payouts that may still be sent."""
    for payout in apps.get_model("refunds", "Payout").objects.select_related("charge").iterator():
        words = {
            "amount": payout.amount_minor,
            "charge": payout.charge.reference,
            "currency": payout.currency,
            "destination": payout.destination,
            "key": payout.key,
            "payment": payout.charge.reference,
        }
        payout.body = json.dumps(words, sort_keys=True, separators=(",", ":"))
        payout.destination_digest = sha256(payout.destination.encode()).hexdigest()
        payout.save(update_fields=["body", "destination_digest"])


def deliver_rules(apps, schema_editor):
    rules, history = apps.get_model("refunds", "ProviderRule"), apps.get_model("refunds", "HistoricalProviderRule")
    for route, method, provider in DELIVERED:
        rule = rules.objects.create(route=route, method=method, provider=provider)
        history.objects.create(
            id=rule.pk,
            route=route,
            method=method,
            provider=provider,
            in_use=True,
            history_date=now(),
            history_type="+",
            history_change_reason="as delivered",
        )


SAYS_WHAT_WAS_APPROVED = """
CREATE FUNCTION check_instruction() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE told jsonb := NEW.body::jsonb;
BEGIN
    IF (told->>'amount', told->>'currency', told->>'key', told->>'destination')
       IS DISTINCT FROM (NEW.amount_minor::text, NEW.currency, NEW.key, NEW.destination)
    THEN
        RAISE EXCEPTION 'the instruction of payout % does not say what was approved', NEW.key
            USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER says_what_was_approved BEFORE INSERT ON refunds_payout
    FOR EACH ROW EXECUTE FUNCTION check_instruction();

CREATE FUNCTION refuse_altered_instruction() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF (NEW.body, NEW.destination_digest) IS DISTINCT FROM (OLD.body, OLD.destination_digest) THEN
        RAISE EXCEPTION 'what was approved for payout % can not be altered', OLD.id
            USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER unaltered_instruction BEFORE UPDATE ON refunds_payout
    FOR EACH ROW EXECUTE FUNCTION refuse_altered_instruction();
"""
SAYS_ANYTHING = """
DROP TRIGGER unaltered_instruction ON refunds_payout;
DROP TRIGGER says_what_was_approved ON refunds_payout;
DROP FUNCTION refuse_altered_instruction();
DROP FUNCTION check_instruction();
"""


class Migration(migrations.Migration):
    dependencies = [("refunds", "0011_payment_providers")]

    operations = [
        migrations.RunPython(write_instructions, migrations.RunPython.noop),
        migrations.RunPython(deliver_rules, migrations.RunPython.noop),
        *keep(stateful=[], changeable=["refunds_providerrule"], written_once=["refunds_historicalproviderrule"]),
        migrations.RunSQL(SAYS_WHAT_WAS_APPROVED, SAYS_ANYTHING),
    ]
