"""What somebody approved in a day is summed at each approval."""

from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("refunds", "0020_rules_of_bank_transfers"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddIndex(
            model_name="decision",
            index=models.Index(fields=["ruled_by", "ruled_at"], name="refunds_decision_ruled"),
        ),
    ]
