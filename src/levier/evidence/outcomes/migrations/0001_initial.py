import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('accounts', '0001_initial'),
        ('accounts', '__first__'),
        ('documents', '0001_initial'),
        ('people', '0001_initial'),
        ('projects', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='Participation',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('entry_on', models.DateField(verbose_name='première entrée')),
                ('exit_on', models.DateField(blank=True, null=True, verbose_name='dernière sortie')),
                ('exit_reason', models.CharField(blank=True, max_length=40, verbose_name='motif de sortie')),
                ('gender', models.CharField(blank=True, choices=[('W', 'femme'), ('M', 'homme'), ('N', 'non binaire'), ('', 'non précisé')], default='', max_length=1, verbose_name='genre')),
                ('birth_date', models.DateField(blank=True, null=True, verbose_name='date de naissance')),
                ('age', models.SmallIntegerField(blank=True, null=True, verbose_name="âge à l'entrée")),
                ('status', models.CharField(blank=True, max_length=40, verbose_name="statut à l'entrée")),
                ('category', models.CharField(blank=True, choices=[('unemployed', 'sans emploi'), ('inactive', 'inactif'), ('employed', 'en emploi'), ('', 'non précisé')], default='', max_length=10, verbose_name="situation face à l'emploi")),
                ('unemployed_since', models.DateField(blank=True, null=True, verbose_name='sans emploi depuis')),
                ('unemployed_months', models.SmallIntegerField(blank=True, null=True, verbose_name='mois entiers sans emploi')),
                ('studies', models.CharField(blank=True, max_length=40, verbose_name='études')),
                ('isced', models.SmallIntegerField(blank=True, null=True, verbose_name='niveau CITE')),
                ('in_training', models.CharField(blank=True, choices=[('yes', 'oui'), ('no', 'non'), ('refused', 'ne souhaite pas répondre'), ('', 'non précisé')], default='', max_length=7, verbose_name="en formation ou en études à l'entrée")),
                ('nationalities', models.CharField(blank=True, max_length=20, verbose_name='nationalités')),
                ('third_country', models.CharField(blank=True, choices=[('yes', 'oui'), ('no', 'non'), ('refused', 'ne souhaite pas répondre'), ('', 'non précisé')], default='', max_length=7, verbose_name="ressortissant d'un pays tiers")),
                ('foreign_background', models.CharField(blank=True, choices=[('yes', 'oui'), ('no', 'non'), ('refused', 'ne souhaite pas répondre'), ('', 'non précisé')], default='', max_length=7, verbose_name='origine étrangère')),
                ('disability', models.CharField(blank=True, choices=[('yes', 'oui'), ('no', 'non'), ('refused', 'ne souhaite pas répondre'), ('', 'non précisé')], default='', max_length=7, verbose_name='handicap')),
                ('minority', models.CharField(blank=True, choices=[('yes', 'oui'), ('no', 'non'), ('refused', 'ne souhaite pas répondre'), ('', 'non précisé')], default='', max_length=7, verbose_name='minorité')),
                ('homeless', models.CharField(blank=True, choices=[('yes', 'oui'), ('no', 'non'), ('refused', 'ne souhaite pas répondre'), ('', 'non précisé')], default='', max_length=7, verbose_name='sans-abri ou exclusion liée au logement')),
                ('rural', models.CharField(blank=True, choices=[('yes', 'oui'), ('no', 'non'), ('refused', 'ne souhaite pas répondre'), ('', 'non précisé')], default='', max_length=7, verbose_name='zone rurale')),
                ('jobless_household', models.CharField(blank=True, choices=[('yes', 'oui'), ('no', 'non'), ('refused', 'ne souhaite pas répondre'), ('', 'non précisé')], default='', max_length=7, verbose_name='ménage sans emploi')),
                ('single_adult_household', models.CharField(blank=True, choices=[('yes', 'oui'), ('no', 'non'), ('refused', 'ne souhaite pas répondre'), ('', 'non précisé')], default='', max_length=7, verbose_name='adulte seul du ménage')),
                ('dependent_children', models.CharField(blank=True, choices=[('yes', 'oui'), ('no', 'non'), ('refused', 'ne souhaite pas répondre'), ('', 'non précisé')], default='', max_length=7, verbose_name='enfants à charge')),
                ('other_disadvantage', models.CharField(blank=True, choices=[('yes', 'oui'), ('no', 'non'), ('refused', 'ne souhaite pas répondre'), ('', 'non précisé')], default='', max_length=7, verbose_name='autre désavantage')),
                ('version', models.PositiveIntegerField(default=1)),
                ('organisation', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.organisation')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='participations', to='people.person')),
                ('project', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='participations', to='projects.project')),
            ],
            options={
                'ordering': ['entry_on', 'id'],
                'indexes': [models.Index(fields=['organisation', 'project', 'entry_on'], name='participation_by_entry'), models.Index(fields=['organisation', 'exit_on'], name='participation_by_exit')],
                'constraints': [models.UniqueConstraint(fields=('project', 'person'), name='one_participation_per_project', violation_error_message='Cette personne participe déjà à ce projet : ajoutez-lui une entrée.'), models.CheckConstraint(condition=models.Q(('exit_on', None), ('exit_on__gte', models.F('entry_on')), _connector='OR'), name='exit_after_entry', violation_error_message="La sortie tombe avant l'entrée.")],
            },
        ),
        migrations.CreateModel(
            name='Observation',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('horizon', models.CharField(choices=[('exit', 'à la sortie'), ('six_months', 'six mois après')], max_length=10)),
                ('observed_on', models.DateField(blank=True, null=True, verbose_name='jour dont parle la réponse')),
                ('days_after', models.SmallIntegerField(blank=True, null=True)),
                ('reach', models.CharField(choices=[('answered', 'a répondu'), ('not_reached', 'pas joint'), ('refused', 'ne souhaite pas répondre')], default='answered', max_length=11, verbose_name='tentative')),
                ('situation', models.CharField(blank=True, max_length=40, verbose_name='situation')),
                ('work', models.CharField(blank=True, choices=[('employed', 'en emploi'), ('searching', 'cherche un emploi'), ('none', 'ni en emploi, ni en recherche'), ('', 'non précisé')], default='', max_length=9, verbose_name='travail')),
                ('training', models.CharField(blank=True, choices=[('yes', 'oui'), ('no', 'non'), ('refused', 'ne souhaite pas répondre'), ('', 'non précisé')], default='', max_length=7, verbose_name='en formation ou en études')),
                ('qualification', models.CharField(blank=True, choices=[('yes', 'oui'), ('no', 'non'), ('refused', 'ne souhaite pas répondre'), ('', 'non précisé')], default='', max_length=7, verbose_name='certification obtenue')),
                ('improvement', models.CharField(blank=True, max_length=40, verbose_name='amélioration')),
                ('improved', models.BooleanField(default=False)),
                ('is_current', models.BooleanField(default=True)),
                ('source_row', models.PositiveIntegerField(blank=True, null=True, verbose_name='ligne du classeur')),
                ('recorded_at', models.DateTimeField()),
                ('organisation', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.organisation')),
                ('recorded_by', models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('participation', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='observations', to='outcomes.participation')),
            ],
            options={
                'ordering': ['observed_on', 'id'],
                'indexes': [models.Index(fields=['participation', 'horizon', 'observed_on'], name='observation_in_order')],
            },
        ),
        migrations.CreateModel(
            name='Episode',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('starts_on', models.DateField(verbose_name='entrée')),
                ('ends_on', models.DateField(blank=True, null=True, verbose_name='sortie')),
                ('exit_reason', models.CharField(blank=True, max_length=40, verbose_name='motif de sortie')),
                ('source_row', models.PositiveIntegerField(blank=True, null=True, verbose_name='ligne du classeur')),
                ('organisation', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.organisation')),
                ('participation', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='episodes', to='outcomes.participation')),
            ],
            options={
                'ordering': ['starts_on', 'id'],
                'constraints': [models.UniqueConstraint(fields=('participation', 'starts_on'), name='one_episode_per_day'), models.CheckConstraint(condition=models.Q(('ends_on', None), ('ends_on__gte', models.F('starts_on')), _connector='OR'), name='episode_ends_after_start')],
            },
        ),
        migrations.CreateModel(
            name='EntryCorrection',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('field', models.CharField(max_length=40)),
                ('old', models.CharField(blank=True, max_length=120)),
                ('new', models.CharField(blank=True, max_length=120)),
                ('reason', models.CharField(max_length=300, verbose_name='raison')),
                ('made_at', models.DateTimeField()),
                ('made_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('organisation', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.organisation')),
                ('participation', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='corrections', to='outcomes.participation')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='EligibilityProof',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('paper', models.CharField(max_length=150, verbose_name='pièce')),
                ('paper_on', models.DateField(verbose_name='date de la pièce')),
                ('checked_at', models.DateTimeField()),
                ('checked_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('condition', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='projects.condition')),
                ('document', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='documents.document')),
                ('organisation', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.organisation')),
                ('participation', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='proofs', to='outcomes.participation')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('participation', 'condition'), name='one_proof_per_condition')],
            },
        ),
    ]
