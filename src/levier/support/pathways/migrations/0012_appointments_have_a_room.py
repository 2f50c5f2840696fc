"""Appointments are no longer here. Their tables went before, by migrations of the rooms that say `run_before`."""

from django.db import migrations


class Migration(migrations.Migration):

    dependencies = [
        ('pathways', '0011_group_meetings'),
    ]

    operations = [
        migrations.SeparateDatabaseAndState(
            state_operations=[
                migrations.DeleteModel(name='SoonerOffer'),
                migrations.DeleteModel(name='Appointment'),
                migrations.DeleteModel(name='GroupMeeting'),
            ],
        ),
    ]
