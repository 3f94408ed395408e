"""What administrators are told about the end of the working calendar."""

from django.db import migrations, models

from accounts.database_rules import keep


class Migration(migrations.Migration):
    dependencies = [
        ("refunds", "0009_charges_keep_their_currency"),
    ]

    operations = [
        migrations.CreateModel(
            name="CalendarNotice",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("year", models.PositiveSmallIntegerField(verbose_name="year")),
                ("day", models.DateField(verbose_name="day of the notice")),
                ("at", models.DateTimeField(verbose_name="raised at")),
                ("known_to", models.DateField(verbose_name="calendar known to")),
                ("cases", models.PositiveIntegerField(verbose_name="open cases with a deadline that is not known")),
            ],
            options={
                "verbose_name": "notice about the calendar",
                "verbose_name_plural": "notices about the calendar",
                "ordering": ["-day", "-year"],
                "constraints": [
                    models.UniqueConstraint(fields=("year", "day"), name="refunds_calendar_notice_once_a_day")
                ],
            },
        ),
        *keep(stateful=[], changeable=[], written_once=["refunds_calendarnotice"]),
    ]
