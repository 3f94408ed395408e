"""The language in which a customer is written to."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0006_customer_search"),
    ]

    operations = [
        migrations.AddField(
            model_name="customer",
            name="language",
            field=models.CharField(
                choices=[("en", "English"), ("zh-hans", "Chinese")],
                default="en",
                max_length=10,
                verbose_name="language of letters",
            ),
        ),
        migrations.AddField(
            model_name="historicalcustomer",
            name="language",
            field=models.CharField(
                choices=[("en", "English"), ("zh-hans", "Chinese")],
                default="en",
                max_length=10,
                verbose_name="language of letters",
            ),
        ),
        migrations.AddConstraint(
            model_name="customer",
            constraint=models.CheckConstraint(
                condition=models.Q(("language__in", ["en", "zh-hans"])), name="accounts_customer_language_known"
            ),
        ),
    ]
