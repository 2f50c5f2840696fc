"""What names an appointment elsewhere says its new room. The journal, which nobody rewrites, keeps the former name."""

from django.db import migrations
from django.db.models import F, Value
from django.db.models.functions import Replace

TABLES = ('appointment', 'groupmeeting', 'sooneroffer')


def rename(apps, schema_editor, before, after):
    for house in apps.get_model('accounts', 'Organisation').objects.order_by('pk').values_list('pk', flat=True):
        if schema_editor.connection.vendor == 'postgresql':
            with schema_editor.connection.cursor() as cursor:
                cursor.execute("SELECT set_config('app.organisation', %s, true)", [str(house)])
        for name in ('Booking', 'Todo'):
            for table in TABLES:
                former, later = f'{before}.{table}:', f'{after}.{table}:'
                rows = apps.get_model('agenda', name).objects.filter(organisation_id=house, about__startswith=former)
                rows.order_by().update(about=Replace(F('about'), Value(former), Value(later)))
        for merge in apps.get_model('people', 'Merge').objects.filter(organisation_id=house):
            held = merge.moved.get(before, {})
            if 'Appointment' in held:
                merge.moved.setdefault(after, {})['Appointment'] = held.pop('Appointment')
                if not held:
                    del merge.moved[before]
                merge.save(update_fields=['moved'])
    kinds = apps.get_model('contenttypes', 'ContentType').objects
    kinds.filter(app_label=before, model__in=TABLES).update(app_label=after)


def forwards(apps, schema_editor):
    rename(apps, schema_editor, 'pathways', 'appointments')


def backwards(apps, schema_editor):
    rename(apps, schema_editor, 'appointments', 'pathways')


class Migration(migrations.Migration):

    dependencies = [
        ('accounts', '0003_kept_filters'),
        ('agenda', '0002_openings_and_bookings'),
        ('appointments', '0001_initial'),
        ('contenttypes', '0002_remove_content_type_name'),
        ('people', '0007_discreet_messages'),
    ]

    operations = [migrations.RunPython(forwards, backwards)]
