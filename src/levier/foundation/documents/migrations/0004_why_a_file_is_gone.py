from django.db import migrations, models
from django.utils import timezone


def say_why(apps, schema_editor):
    """What was emptied for its age said when; a file without a size was of somebody erased, and said only that."""
    document = apps.get_model('documents', 'Document')
    for house in apps.get_model('accounts', 'Organisation').objects.order_by('pk').values_list('pk', flat=True):
        if schema_editor.connection.vendor == 'postgresql':
            with schema_editor.connection.cursor() as cursor:
                cursor.execute("SELECT set_config('app.organisation', %s, true)", [str(house)])
        mine = document.objects.filter(organisation_id=house).order_by()
        mine.exclude(emptied_at=None).update(emptied_for='age')
        mine.filter(emptied_at=None, size=0).update(emptied_at=timezone.now(), emptied_for='erasure')


class Migration(migrations.Migration):

    dependencies = [
        ('accounts', '0002_alter_invitation_made_at_alter_membership_given_at'),
        ('documents', '0003_emptied_files'),
    ]

    operations = [
        migrations.AddField(
            model_name='document',
            name='emptied_for',
            field=models.CharField(blank=True, choices=[('age', 'son délai de conservation était passé'), ('erasure', 'une personne qui y figurait a été effacée')], default='', max_length=10),
            preserve_default=False,
        ),
        migrations.RunPython(say_why, migrations.RunPython.noop),
        migrations.AddConstraint(
            model_name='document',
            constraint=models.CheckConstraint(condition=models.Q(('emptied_at', None), ('emptied_for', '')) | (models.Q(('emptied_at__isnull', False)) & ~models.Q(('emptied_for', ''))), name='emptied_document_says_why'),
        ),
    ]
