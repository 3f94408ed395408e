"""Who may do what is on record: the history of staff members, and roles that the database keeps apart.

What a staff member may do (being active, holding roles) must be at every commit what the latest history row says. Two
roles that one person may not hold are refused under the lock of the person's row: of two that are given at once, the
later one sees the earlier. Rights come from roles only, so nobody is a superuser or has a right of their own.
"""

import django.contrib.auth.validators
import django.db.models.deletion
import django.utils.timezone
import simple_history.models
from django.conf import settings
from django.db import migrations, models

from accounts.database_rules import keep

ROLE_RULES = """
CREATE FUNCTION check_held_role() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    service boolean;
    given text;
BEGIN
    SELECT is_service INTO service FROM accounts_staffmember WHERE id = NEW.staffmember_id FOR NO KEY UPDATE;
    SELECT name INTO given FROM auth_group WHERE id = NEW.group_id;
    IF service <> (given IN ('door', 'worker', 'installation')) THEN
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
CREATE TRIGGER duties_apart AFTER INSERT OR UPDATE ON accounts_staffmember_groups
    FOR EACH ROW EXECUTE FUNCTION check_held_role();

CREATE TRIGGER rights_come_from_roles BEFORE INSERT OR UPDATE ON accounts_staffmember_user_permissions
    FOR EACH ROW EXECUTE FUNCTION refuse_change();
"""
DROP_ROLE_RULES = """
DROP TRIGGER rights_come_from_roles ON accounts_staffmember_user_permissions;
DROP TRIGGER duties_apart ON accounts_staffmember_groups;
DROP FUNCTION check_held_role();
"""

ON_RECORD = """
CREATE FUNCTION check_staff_on_record(person bigint) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (
        SELECT FROM accounts_staffmember now
        LEFT JOIN LATERAL (
            SELECT * FROM accounts_historicalstaffmember h WHERE h.id = now.id ORDER BY h.history_id DESC LIMIT 1
        ) kept ON true
        WHERE now.id = person AND (
            (now.username, now.is_active, now.is_staff, now.is_service)
                IS DISTINCT FROM (kept.username, kept.is_active, kept.is_staff, kept.is_service)
            OR (SELECT array_agg(group_id ORDER BY group_id) FROM accounts_staffmember_groups
                WHERE staffmember_id = now.id)
                IS DISTINCT FROM
               (SELECT array_agg(group_id ORDER BY group_id) FROM accounts_historicalstaffmember_groups
                WHERE history_id = kept.history_id)
        )
    ) THEN
        RAISE EXCEPTION 'what staff member % may do differs from the history: change it with an act', person
            USING ERRCODE = 'restrict_violation';
    END IF;
END $$;

CREATE FUNCTION check_changed_staff() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM check_staff_on_record(NEW.id);
    RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER on_record AFTER INSERT OR UPDATE OF username, is_active, is_staff, is_service
    ON accounts_staffmember DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION check_changed_staff();

CREATE FUNCTION check_changed_roles() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP <> 'INSERT' THEN PERFORM check_staff_on_record(OLD.staffmember_id); END IF;
    IF TG_OP <> 'DELETE' THEN PERFORM check_staff_on_record(NEW.staffmember_id); END IF;
    RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER on_record AFTER INSERT OR UPDATE OR DELETE
    ON accounts_staffmember_groups DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION check_changed_roles();
"""
DROP_ON_RECORD = """
DROP TRIGGER on_record ON accounts_staffmember_groups;
DROP FUNCTION check_changed_roles();
DROP TRIGGER on_record ON accounts_staffmember;
DROP FUNCTION check_changed_staff();
DROP FUNCTION check_staff_on_record(bigint);
"""


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0002_rules_of_the_database"),
        ("auth", "0012_alter_user_first_name_max_length"),
    ]

    operations = [
        migrations.CreateModel(
            name="HistoricalStaffMember",
            fields=[
                ("id", models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID")),
                (
                    "is_superuser",
                    models.BooleanField(
                        default=False,
                        help_text="Designates that this user has all permissions without explicitly assigning them.",
                        verbose_name="superuser status",
                    ),
                ),
                (
                    "username",
                    models.CharField(
                        db_index=True,
                        error_messages={"unique": "A user with that username already exists."},
                        help_text="Required. 150 characters or fewer. Letters, digits and @/./+/-/_ only.",
                        max_length=150,
                        validators=[django.contrib.auth.validators.UnicodeUsernameValidator()],
                        verbose_name="username",
                    ),
                ),
                ("first_name", models.CharField(blank=True, max_length=150, verbose_name="first name")),
                ("last_name", models.CharField(blank=True, max_length=150, verbose_name="last name")),
                ("email", models.EmailField(blank=True, max_length=254, verbose_name="email address")),
                (
                    "is_staff",
                    models.BooleanField(
                        default=False,
                        help_text="Designates whether the user can log into this admin site.",
                        verbose_name="staff status",
                    ),
                ),
                (
                    "is_active",
                    models.BooleanField(
                        default=True,
                        help_text="Designates whether this user should be treated as active. Unselect this instead of deleting accounts.",
                        verbose_name="active",
                    ),
                ),
                ("date_joined", models.DateTimeField(default=django.utils.timezone.now, verbose_name="date joined")),
                (
                    "is_service",
                    models.BooleanField(
                        default=False,
                        help_text="Acts for a worker or a door; can't sign in.",
                        verbose_name="service account",
                    ),
                ),
                ("history_change_reason", models.TextField(null=True)),
                ("history_id", models.AutoField(primary_key=True, serialize=False)),
                ("history_date", models.DateTimeField(db_index=True)),
                (
                    "history_type",
                    models.CharField(choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1),
                ),
            ],
            options={
                "verbose_name": "historical staff member",
                "verbose_name_plural": "historical staff members",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalStaffMember_groups",
            fields=[
                ("id", models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID")),
                ("m2m_history_id", models.AutoField(primary_key=True, serialize=False)),
            ],
            options={
                "verbose_name": "HistoricalStaffMember_groups",
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.AlterModelManagers(
            name="staffmember",
            managers=[],
        ),
        migrations.AddConstraint(
            model_name="staffmember",
            constraint=models.CheckConstraint(
                condition=models.Q(("is_superuser", False)),
                name="accounts_nobody_is_superuser",
                violation_error_message="There are no superusers: rights come from roles.",
            ),
        ),
        migrations.AddField(
            model_name="historicalstaffmember",
            name="history_user",
            field=models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.SET_NULL, related_name="+", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddField(
            model_name="historicalstaffmember_groups",
            name="group",
            field=models.ForeignKey(
                blank=True,
                db_constraint=False,
                db_tablespace="",
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                to="auth.group",
            ),
        ),
        migrations.AddField(
            model_name="historicalstaffmember_groups",
            name="history",
            field=models.ForeignKey(
                db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, to="accounts.historicalstaffmember"
            ),
        ),
        migrations.AddField(
            model_name="historicalstaffmember_groups",
            name="staffmember",
            field=models.ForeignKey(
                blank=True,
                db_constraint=False,
                db_tablespace="",
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        *keep(
            stateful=[],
            changeable=["accounts_staffmember"],
            written_once=["accounts_historicalstaffmember", "accounts_historicalstaffmember_groups"],
        ),
        migrations.RunSQL(ROLE_RULES, DROP_ROLE_RULES),
        migrations.RunSQL(ON_RECORD, DROP_ON_RECORD),
    ]
