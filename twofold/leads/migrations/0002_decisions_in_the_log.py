from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [
        ("leads", "0001_initial"),
    ]

    operations = [
        migrations.RemoveField(
            model_name="routingdecision",
            name="hash",
        ),
    ]
