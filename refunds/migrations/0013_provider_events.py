"""What providers tell us by themselves: the message as it came, and the event with what became of it."""

import django.db.models.deletion
import simple_history.models
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("refunds", "0012_rules_of_instructions"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="ProviderMessage",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("provider", models.CharField(max_length=40, verbose_name="provider")),
                ("body", models.TextField(verbose_name="text as it came")),
                ("received_at", models.DateTimeField(verbose_name="received at")),
            ],
            options={
                "verbose_name": "message of a provider",
                "verbose_name_plural": "messages of providers",
            },
        ),
        migrations.CreateModel(
            name="HistoricalProviderEvent",
            fields=[
                ("id", models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID")),
                ("history_change_reason", models.TextField(null=True)),
                ("provider", models.CharField(max_length=40, verbose_name="provider")),
                ("event_id", models.CharField(max_length=255, verbose_name="number of the event")),
                ("kind", models.CharField(max_length=100, verbose_name="kind")),
                ("about", models.CharField(blank=True, max_length=255, verbose_name="about")),
                ("received_at", models.DateTimeField(verbose_name="received at")),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("received", "received"),
                            ("applied", "applied"),
                            ("set_aside", "set aside"),
                            ("failed", "could not be applied"),
                        ],
                        default="received",
                        max_length=40,
                        verbose_name="state",
                    ),
                ),
                ("applied_at", models.DateTimeField(blank=True, null=True, verbose_name="applied at")),
                ("problem", models.TextField(blank=True, verbose_name="problem")),
                ("history_id", models.AutoField(primary_key=True, serialize=False)),
                ("history_date", models.DateTimeField(db_index=True)),
                (
                    "history_type",
                    models.CharField(choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1),
                ),
                (
                    "history_user",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "message",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="refunds.providermessage",
                        verbose_name="message",
                    ),
                ),
            ],
            options={
                "verbose_name": "historical event of a provider",
                "verbose_name_plural": "historical events of providers",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="ProviderEvent",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("provider", models.CharField(max_length=40, verbose_name="provider")),
                ("event_id", models.CharField(max_length=255, verbose_name="number of the event")),
                ("kind", models.CharField(max_length=100, verbose_name="kind")),
                ("about", models.CharField(blank=True, max_length=255, verbose_name="about")),
                ("received_at", models.DateTimeField(verbose_name="received at")),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("received", "received"),
                            ("applied", "applied"),
                            ("set_aside", "set aside"),
                            ("failed", "could not be applied"),
                        ],
                        default="received",
                        max_length=40,
                        verbose_name="state",
                    ),
                ),
                ("applied_at", models.DateTimeField(blank=True, null=True, verbose_name="applied at")),
                ("problem", models.TextField(blank=True, verbose_name="problem")),
                (
                    "message",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="event",
                        to="refunds.providermessage",
                        verbose_name="message",
                    ),
                ),
            ],
            options={
                "verbose_name": "event of a provider",
                "verbose_name_plural": "events of providers",
                "ordering": ["-received_at", "-pk"],
                "permissions": [
                    ("apply_providerevent", "Can apply what providers tell"),
                    ("retry_providerevent", "Can have an event applied again"),
                ],
                "indexes": [
                    models.Index(fields=["about", "provider"], name="refunds_event_about"),
                    models.Index(fields=["-received_at", "-id"], name="refunds_event_latest"),
                    models.Index(
                        condition=models.Q(("status", "received")),
                        fields=["received_at"],
                        name="refunds_event_not_applied",
                    ),
                ],
                "constraints": [models.UniqueConstraint(fields=("event_id", "provider"), name="refunds_event_once")],
            },
        ),
    ]
