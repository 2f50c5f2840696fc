from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("projects", "0002_who_looks_after_an_obligation")]

    operations = [
        migrations.AddField(
            model_name="agreement",
            name="counts_excused",
            field=models.BooleanField(default=False, verbose_name="les absences justifiées comptent"),
        ),
    ]
