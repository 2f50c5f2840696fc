from datetime import timedelta

import django.utils.timezone
from django.db import migrations, models
from django.db.models import F


def keep_a_day(apps, schema_editor):
    """What was counted before is kept as long as it was: a day."""
    trial = apps.get_model("accounts", "Trial")
    trial.objects.update(kept_until=F("last_at") + timedelta(days=1))


class Migration(migrations.Migration):

    dependencies = [
        ('accounts', '0003_kept_filters'),
    ]

    operations = [
        migrations.AddField(
            model_name='trial',
            name='kept_until',
            field=models.DateTimeField(db_index=True, default=django.utils.timezone.now),
            preserve_default=False,
        ),
        migrations.AlterField(
            model_name='trial',
            name='last_at',
            field=models.DateTimeField(),
        ),
        migrations.RunPython(keep_a_day, migrations.RunPython.noop),
    ]
