import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('activities', '0004_activity_words'),
        ('partners', '0002_partners_by_kind'),
    ]

    operations = [
        migrations.AddField(
            model_name='activity',
            name='partner',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='activities', to='partners.partner', verbose_name='partenaire'),
        ),
    ]
