"""The role of who runs try-outs is one of service accounts, for the database too."""

from django.db import migrations

CHECK_HELD_ROLE = """
CREATE OR REPLACE FUNCTION check_held_role() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    service boolean;
    given text;
BEGIN
    SELECT is_service INTO service FROM accounts_staffmember WHERE id = NEW.staffmember_id FOR NO KEY UPDATE;
    SELECT name INTO given FROM auth_group WHERE id = NEW.group_id;
    IF service <> (given IN (__ROLES__)) THEN
        RAISE EXCEPTION 'the role % is not for staff member %: service accounts have roles of their own',
            given, NEW.staffmember_id USING ERRCODE = 'check_violation';
    END IF;
    IF EXISTS (
        SELECT FROM accounts_staffmember_groups held JOIN auth_group role ON role.id = held.group_id
        JOIN (VALUES
            ('agent', 'finance'), ('supervisor', 'finance'),
            ('compliance_auditor', 'agent'), ('compliance_auditor', 'supervisor'),
            ('compliance_auditor', 'finance'), ('compliance_auditor', 'technical_auditor'),
            ('administrator', 'agent'), ('administrator', 'supervisor'), ('administrator', 'finance'),
            ('administrator', 'technical_auditor'), ('administrator', 'compliance_auditor')
        ) apart (one, other) ON (given, role.name) IN ((one, other), (other, one))
        WHERE held.staffmember_id = NEW.staffmember_id
    ) THEN
        RAISE EXCEPTION 'staff member % may not hold % beside another role of theirs', NEW.staffmember_id, given
            USING ERRCODE = 'check_violation';
    END IF;
    RETURN NULL;
END $$;
"""
NOW = CHECK_HELD_ROLE.replace("__ROLES__", "'door', 'worker', 'examiner', 'installation'")
BEFORE = CHECK_HELD_ROLE.replace("__ROLES__", "'door', 'worker', 'installation'")


class Migration(migrations.Migration):
    dependencies = [("accounts", "0004_wrong_passwords")]

    operations = [migrations.RunSQL(NOW, BEFORE)]
