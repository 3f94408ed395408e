"""The right to record that a refund came back."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("refunds", "0004_exports")]

    operations = [
        migrations.AlterModelOptions(
            name="payout",
            options={
                "ordering": ["-approved_at", "-pk"],
                "permissions": [
                    ("pay_payout", "Can pay out and settle"),
                    ("return_payout", "Can record that a refund came back"),
                    ("export_payout", "Can export payouts"),
                ],
                "verbose_name": "payout",
                "verbose_name_plural": "payouts",
            },
        ),
    ]
