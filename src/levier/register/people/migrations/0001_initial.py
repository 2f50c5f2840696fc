import django.core.serializers.json
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('accounts', '0001_initial'),
        ('accounts', '__first__'),
    ]

    operations = [
        migrations.CreateModel(
            name='Person',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('first_name', models.CharField(blank=True, max_length=100, verbose_name='prénom')),
                ('last_name', models.CharField(blank=True, max_length=100, verbose_name='nom')),
                ('birth_date', models.DateField(blank=True, null=True, verbose_name='date de naissance')),
                ('gender', models.CharField(blank=True, choices=[('W', 'femme'), ('M', 'homme'), ('N', 'non binaire'), ('', 'non précisé')], default='', max_length=1, verbose_name='genre')),
                ('nationalities', models.CharField(blank=True, help_text='codes de deux lettres', max_length=20, verbose_name='nationalités')),
                ('language', models.CharField(default='fr', max_length=8, verbose_name='langue de contact')),
                ('postcode', models.CharField(blank=True, max_length=10, verbose_name='code postal')),
                ('commune', models.CharField(blank=True, max_length=80, verbose_name='commune')),
                ('search', models.CharField(default='', editable=False, max_length=250)),
                ('name_key', models.CharField(default='', editable=False, max_length=210)),
                ('sound_key', models.CharField(default='', editable=False, max_length=60)),
                ('made_at', models.DateTimeField()),
                ('version', models.PositiveIntegerField(default=1)),
                ('merged_into', models.ForeignKey(blank=True, db_index=False, editable=False, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='merged', to='people.person')),
                ('organisation', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.organisation')),
            ],
            options={
                'ordering': ['last_name', 'first_name', 'id'],
                'indexes': [models.Index(fields=['organisation', 'last_name', 'first_name', 'id'], name='person_by_name'), models.Index(fields=['organisation', 'birth_date'], name='person_by_birth_date'), models.Index(fields=['organisation', 'name_key'], name='person_by_name_key'), models.Index(fields=['organisation', 'sound_key'], name='person_by_sound'), models.Index(fields=['organisation', 'search', 'merged_into'], name='person_by_search')],
                'constraints': [models.CheckConstraint(condition=models.Q(('first_name', ''), ('last_name', ''), _negated=True), name='person_has_a_name', violation_error_message='Donnez au moins un prénom ou un nom.')],
            },
        ),
        migrations.CreateModel(
            name='Pair',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('score', models.PositiveSmallIntegerField()),
                ('why', models.CharField(max_length=200)),
                ('state', models.CharField(choices=[('waiting', 'à décider'), ('apart', 'deux personnes'), ('merged', 'réunies')], default='waiting', max_length=7)),
                ('found_at', models.DateTimeField()),
                ('settled_at', models.DateTimeField(blank=True, null=True)),
                ('organisation', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.organisation')),
                ('settled_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('first', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='people.person')),
                ('second', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='people.person')),
            ],
            options={
                'indexes': [models.Index(fields=['organisation', 'state', '-score', 'id'], name='pair_by_score')],
                'constraints': [models.UniqueConstraint(fields=('first', 'second'), name='one_pair_of_two'), models.CheckConstraint(condition=models.Q(('first__lt', models.F('second'))), name='lower_number_first')],
            },
        ),
        migrations.CreateModel(
            name='Merge',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('before', models.JSONField(default=dict, encoder=django.core.serializers.json.DjangoJSONEncoder)),
                ('moved', models.JSONField(default=dict, encoder=django.core.serializers.json.DjangoJSONEncoder)),
                ('made_at', models.DateTimeField()),
                ('undone_at', models.DateTimeField(blank=True, null=True)),
                ('made_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('organisation', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.organisation')),
                ('kept', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='merges', to='people.person')),
                ('removed', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='people.person')),
            ],
            options={
                'indexes': [models.Index(fields=['organisation', '-made_at'], name='merge_by_age')],
            },
        ),
        migrations.CreateModel(
            name='KnownNumber',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('scheme', models.CharField(choices=[('workbook', "numéro dans le classeur d'un projet")], max_length=10)),
                ('context', models.CharField(max_length=60)),
                ('value', models.CharField(max_length=40)),
                ('organisation', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.organisation')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='known_numbers', to='people.person')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('organisation', 'scheme', 'context', 'value'), name='one_person_per_number')],
            },
        ),
        migrations.CreateModel(
            name='ContactPoint',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('phone', 'téléphone'), ('mail', 'adresse mail')], max_length=5, verbose_name='type')),
                ('value', models.CharField(max_length=254, verbose_name='numéro ou adresse')),
                ('key', models.CharField(editable=False, max_length=254)),
                ('whose', models.CharField(blank=True, max_length=80, verbose_name='à qui')),
                ('may_leave_message', models.BooleanField(default=False, verbose_name='on peut y laisser un message')),
                ('is_preferred', models.BooleanField(default=False, verbose_name="à essayer d'abord")),
                ('starts_on', models.DateField(blank=True, null=True, verbose_name='depuis le')),
                ('ended_on', models.DateField(blank=True, null=True, verbose_name="jusqu'au")),
                ('organisation', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.organisation')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='contact_points', to='people.person')),
            ],
            options={
                'ordering': ['-is_preferred', 'kind', 'id'],
                'indexes': [models.Index(fields=['organisation', 'key'], name='contact_point_by_key')],
                'constraints': [models.UniqueConstraint(fields=('person', 'kind', 'key'), name='one_contact_point_per_value', violation_error_message='Ce numéro ou cette adresse est déjà noté pour cette personne.'), models.CheckConstraint(condition=models.Q(('ended_on', None), ('starts_on', None), ('ended_on__gte', models.F('starts_on')), _connector='OR'), name='contact_point_ends_after_start', violation_error_message='La fin tombe avant le début.')],
            },
        ),
        migrations.CreateModel(
            name='NameInUse',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('word', models.CharField(max_length=100)),
                ('sound', models.CharField(blank=True, max_length=12)),
                ('organisation', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.organisation')),
            ],
            options={
                'indexes': [models.Index(fields=['organisation', 'sound'], name='name_by_sound')],
                'constraints': [models.UniqueConstraint(fields=('organisation', 'word'), name='name_once_in_use')],
            },
        ),
    ]
