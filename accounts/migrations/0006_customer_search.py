"""Finding a customer by how the e-mail, the name or the id begins, in upper or lower case, whatever the collation."""

from django.db import migrations

INDEXES = {
    "accounts_customer_email_begins": "lower(email) text_pattern_ops",
    "accounts_customer_name_begins": "lower(name) text_pattern_ops",
    "accounts_customer_reference_begins": "upper(reference) text_pattern_ops",
}


class Migration(migrations.Migration):
    dependencies = [("accounts", "0005_examiners_are_service_accounts")]

    operations = [
        migrations.RunSQL(f"CREATE INDEX {name} ON accounts_customer ({by})", f"DROP INDEX {name}")
        for name, by in INDEXES.items()
    ]
