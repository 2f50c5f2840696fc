"""An interpreter hangs on the same row of the same table, which another room holds now."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('appointments', '0001_initial'),
        ('jobsearch', '0001_initial'),
    ]
    run_before = [('pathways', '0012_appointments_have_a_room')]

    operations = [
        migrations.SeparateDatabaseAndState(
            state_operations=[
                migrations.AlterField(
                    model_name='interpreting',
                    name='appointment',
                    field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='appointments.appointment'),
                ),
            ],
        ),
    ]
