"""What a provider told stays as it came: its message, its names and its hour; only what became of it moves."""

from django.db import migrations

from accounts.database_rules import keep, list_transitions

TRANSITIONS = {
    "refunds_providerevent": """
        >received received>applied received>set_aside received>failed
        failed>applied failed>set_aside failed>received
    """,
}
STAYS_AS_IT_CAME = """
CREATE FUNCTION refuse_altered_event() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF (NEW.provider, NEW.event_id, NEW.kind, NEW.about, NEW.message_id, NEW.received_at)
       IS DISTINCT FROM
       (OLD.provider, OLD.event_id, OLD.kind, OLD.about, OLD.message_id, OLD.received_at)
    THEN
        RAISE EXCEPTION 'event % stays as it came and can not be altered', OLD.event_id
            USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER stays_as_it_came BEFORE UPDATE ON refunds_providerevent
    FOR EACH ROW EXECUTE FUNCTION refuse_altered_event();
"""
MAY_BE_ALTERED = """
DROP TRIGGER stays_as_it_came ON refunds_providerevent;
DROP FUNCTION refuse_altered_event();
"""


class Migration(migrations.Migration):
    dependencies = [("refunds", "0013_provider_events")]

    operations = [
        list_transitions(TRANSITIONS),
        *keep(
            stateful=["refunds_providerevent"],
            changeable=["refunds_providerevent"],
            written_once=["refunds_providermessage", "refunds_historicalproviderevent"],
        ),
        migrations.RunSQL(STAYS_AS_IT_CAME, MAY_BE_ALTERED),
    ]
