"""Rules that hold against every way of writing: what was issued stays, nothing governs twice, a try-out stays as it ended."""

from django.db import migrations

from accounts.database_rules import keep, list_transitions

TRANSITIONS = {
    "refunds_policyversion": """
        >draft draft>proposed proposed>published published>superseded draft>withdrawn proposed>withdrawn
    """,
    "refunds_tryout": """
        >queued queued>running queued>stopped queued>failed running>finished running>stopped running>failed
    """,
}
RECORDED = ["policyversion", "tryout", "calendarday", "calendaryear"]

# The names of the triggers come after listed_transitions: what is no transition at all is refused as such.
STAYS_AS_ISSUED = """
CREATE FUNCTION refuse_altered_version() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    moving text[] := ARRAY['status'];
BEGIN
    IF OLD.status = 'draft' THEN
        RETURN NEW;
    END IF;
    IF NEW.status = 'withdrawn' AND OLD.status <> 'withdrawn' THEN
        moving := moving || ARRAY['withdrawn_by_id', 'withdrawn_at'];
    ELSIF OLD.status = 'proposed' AND NEW.status = 'published' THEN
        moving := moving || ARRAY['published_by_id', 'published_at', 'posted_at'];
        IF OLD.effective_from IS NULL THEN
            moving := moving || ARRAY['effective_from'];
        END IF;
    ELSIF OLD.status = 'published' AND NEW.status = 'superseded' THEN
        moving := moving || ARRAY['superseded_by_id', 'superseded_at', 'effective_to'];
    END IF;
    IF (to_jsonb(NEW) - moving) IS DISTINCT FROM (to_jsonb(OLD) - moving) THEN
        RAISE EXCEPTION 'policy version % is % and can not be altered', OLD.version, OLD.status
            USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER stays_as_issued BEFORE UPDATE ON refunds_policyversion
    FOR EACH ROW EXECUTE FUNCTION refuse_altered_version();
"""
DROP_STAYS_AS_ISSUED = """
DROP TRIGGER stays_as_issued ON refunds_policyversion;
DROP FUNCTION refuse_altered_version();
"""

# The lock makes a second publication wait until the first is committed, and then see it.
NEVER_TWO_AT_ONCE = """
CREATE FUNCTION refuse_overlapping_version() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NEW.status NOT IN ('published', 'superseded') THEN
        RETURN NEW;
    END IF;
    PERFORM pg_advisory_xact_lock(hashtextextended('policy version ' || NEW.policy, 0));
    IF EXISTS (
        SELECT FROM refunds_policyversion other
        WHERE other.policy = NEW.policy AND other.id <> NEW.id AND other.status IN ('published', 'superseded')
          AND tstzrange(other.effective_from, other.effective_to) && tstzrange(NEW.effective_from, NEW.effective_to)
    ) THEN
        RAISE EXCEPTION 'policy version % would govern at the same time as another', NEW.version
            USING ERRCODE = 'exclusion_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER never_two_at_once BEFORE INSERT OR UPDATE ON refunds_policyversion
    FOR EACH ROW EXECUTE FUNCTION refuse_overlapping_version();
"""
DROP_NEVER_TWO_AT_ONCE = """
DROP TRIGGER never_two_at_once ON refunds_policyversion;
DROP FUNCTION refuse_overlapping_version();
"""

STAYS_AS_ENDED = """
CREATE FUNCTION refuse_altered_try_out() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF OLD.status IN ('finished', 'stopped', 'failed') AND (to_jsonb(NEW) - 'status') <> (to_jsonb(OLD) - 'status')
       OR (NEW.version_id, NEW.digest, NEW.since) IS DISTINCT FROM (OLD.version_id, OLD.digest, OLD.since)
    THEN
        RAISE EXCEPTION 'try-out % can not be altered', OLD.id USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER stays_as_ended BEFORE UPDATE ON refunds_tryout FOR EACH ROW EXECUTE FUNCTION refuse_altered_try_out();
"""
DROP_STAYS_AS_ENDED = """
DROP TRIGGER stays_as_ended ON refunds_tryout;
DROP FUNCTION refuse_altered_try_out();
"""


class Migration(migrations.Migration):
    dependencies = [("refunds", "0007_policy_versions")]

    operations = [
        list_transitions(TRANSITIONS),
        *keep(
            stateful=TRANSITIONS,
            changeable=[f"refunds_{name}" for name in RECORDED],
            written_once=["refunds_tryoutprogress", *(f"refunds_historical{name}" for name in RECORDED)],
        ),
        migrations.RunSQL(STAYS_AS_ISSUED, DROP_STAYS_AS_ISSUED),
        migrations.RunSQL(NEVER_TWO_AT_ONCE, DROP_NEVER_TWO_AT_ONCE),
        migrations.RunSQL(STAYS_AS_ENDED, DROP_STAYS_AS_ENDED),
    ]
