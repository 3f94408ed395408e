"""What a search reads: how numbers begin, in upper or lower case, and the words of each description.

The words stand in a table of their own: in an index on the cases, every step of a case would write all of them again.
Chinese has no spaces between words, so its characters are kept in pairs: 退款申请 is found by 退款, 款申 and 申请.
"""

from django.db import migrations

BEGINNINGS = """
CREATE INDEX refunds_order_number_begins ON refunds_order (upper(number) text_pattern_ops);
CREATE INDEX refunds_charge_reference_begins ON refunds_charge (upper(reference) text_pattern_ops);
"""
NO_BEGINNINGS = """
DROP INDEX refunds_charge_reference_begins;
DROP INDEX refunds_order_number_begins;
"""

WORDS = """
CREATE FUNCTION refunds_words(said text) RETURNS tsvector LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE AS $$
DECLARE
    start text := left(said, 20000);
    pairs text[];
BEGIN
    IF start !~ '[㐀-鿿豈-﫿]' THEN
        RETURN strip(to_tsvector('pg_catalog.simple', start));
    END IF;
    SELECT array_agg(DISTINCT substr(run[1], place, 2)) INTO pairs
        FROM regexp_matches(start, '[㐀-鿿豈-﫿]+', 'g') AS run, generate_series(1, greatest(length(run[1]) - 1, 1)) AS place;
    RETURN strip(to_tsvector('pg_catalog.simple', regexp_replace(start, '[㐀-鿿豈-﫿]+', ' ', 'g'))) || array_to_tsvector(pairs);
END $$;

CREATE TABLE refunds_casewords (case_id bigint PRIMARY KEY, words tsvector NOT NULL);
INSERT INTO refunds_casewords SELECT id, refunds_words(description) FROM refunds_refundcase;
CREATE INDEX refunds_casewords_words ON refunds_casewords USING gin (words) WITH (fastupdate = off);

CREATE FUNCTION keep_case_words() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO refunds_casewords VALUES (NEW.id, refunds_words(NEW.description))
        ON CONFLICT (case_id) DO UPDATE SET words = EXCLUDED.words;
    RETURN NULL;
END $$;
CREATE TRIGGER words_born AFTER INSERT ON refunds_refundcase
    FOR EACH ROW EXECUTE FUNCTION keep_case_words();
CREATE TRIGGER words_changed AFTER UPDATE OF description ON refunds_refundcase FOR EACH ROW
    WHEN (OLD.description IS DISTINCT FROM NEW.description) EXECUTE FUNCTION keep_case_words();
"""
NO_WORDS = """
DROP TRIGGER words_changed ON refunds_refundcase;
DROP TRIGGER words_born ON refunds_refundcase;
DROP FUNCTION keep_case_words();
DROP TABLE refunds_casewords;
DROP FUNCTION refunds_words(text);
"""


class Migration(migrations.Migration):
    dependencies = [("refunds", "0024_queue_orders"), ("accounts", "0006_customer_search")]

    operations = [
        migrations.RunSQL(BEGINNINGS, NO_BEGINNINGS),
        migrations.RunSQL(WORDS, NO_WORDS),
    ]
