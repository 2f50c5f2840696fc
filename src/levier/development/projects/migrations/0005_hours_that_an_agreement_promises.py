from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('projects', '0004_found_in_order_of_their_words'),
    ]

    operations = [
        migrations.AddField(
            model_name='agreement',
            name='promised_minutes',
            field=models.PositiveIntegerField(blank=True, null=True, verbose_name='heures-stagiaires promises'),
        ),
    ]
