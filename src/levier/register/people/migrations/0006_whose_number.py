"""Whose number it is becomes a choice; what was written by hand is kept beside it. Names are found in Latin letters."""

from django.db import migrations, models
from django.db.models import F

from levier.foundation.accounts.tenancy import working_for
from levier.register.people.names import name_key, search_text, sound_key


def each_house(apps, schema_editor, work):
    for pk in list(apps.get_model("accounts", "Organisation").objects.values_list("pk", flat=True)):
        with working_for(pk):
            work(pk)
    if schema_editor.connection.vendor == "postgresql":  # what waits for the end forbids a change of table
        schema_editor.execute("SET CONSTRAINTS ALL IMMEDIATE")


def choose(apps, schema_editor):
    points, people = apps.get_model("people", "ContactPoint"), apps.get_model("people", "Person")

    def work(house):
        mine = points.objects.filter(organisation_id=house)
        mine.exclude(whose="").update(whose_name=F("whose"))
        mine.exclude(whose="").update(whose="other")
        mine.filter(whose="").update(whose="self")
        rows = people.objects.filter(organisation_id=house).values_list("pk", "first_name", "last_name", "search")
        for key, first, last, search in list(rows.iterator(chunk_size=5_000)):
            if not search.isascii():
                names = {"search": search_text(first, last), "name_key": name_key(first, last)}
                people.objects.filter(pk=key).update(**names, sound_key=sound_key(first, last))

    each_house(apps, schema_editor, work)


def write_again(apps, schema_editor):
    points = apps.get_model("people", "ContactPoint")
    each_house(apps, schema_editor, lambda house: points.objects.filter(organisation_id=house).update(whose=F("whose_name")))


class Migration(migrations.Migration):
    dependencies = [("people", "0005_identity_by_degrees")]

    operations = [
        migrations.RunPython(choose, write_again),
        migrations.AlterField(
            model_name='contactpoint',
            name='whose',
            field=models.CharField(choices=[('self', 'la personne'), ('partner', 'conjoint·e'), ('child', 'enfant'), ('relative', 'famille'), ('neighbour', 'voisin·e, ami·e'), ('worker', "travailleur social, maison d'accueil"), ('other', 'autre')], default='self', max_length=9, verbose_name='à qui'),
        ),
    ]
