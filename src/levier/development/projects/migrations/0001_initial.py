import django.core.validators
import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('accounts', '0001_initial'),
        ('calls', '0001_initial'),
        ('partners', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='Agreement',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('reference', models.CharField(max_length=60, verbose_name='référence')),
                ('signed_on', models.DateField(blank=True, null=True, verbose_name='signée le')),
                ('starts_on', models.DateField(blank=True, null=True, verbose_name='début')),
                ('ends_on', models.DateField(blank=True, null=True, verbose_name='fin')),
                ('amount', models.DecimalField(blank=True, decimal_places=2, max_digits=12, null=True, verbose_name='montant')),
                ('share', models.PositiveIntegerField(default=10000, validators=[django.core.validators.MinValueValidator(1), django.core.validators.MaxValueValidator(10000)], verbose_name='part du financement, en points de base')),
                ('version', models.PositiveIntegerField(default=1)),
                ('funder', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='agreements', to='partners.partner', verbose_name='bailleur')),
                ('organisation', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.organisation')),
                ('programme', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='agreements', to='partners.programme', verbose_name='programme')),
            ],
            options={
                'ordering': ['starts_on', 'id'],
                'constraints': [models.CheckConstraint(condition=models.Q(('ends_on', None), ('starts_on', None), ('ends_on__gte', models.F('starts_on')), _connector='OR'), name='agreement_ends_after_it_starts', violation_error_message='La fin de la convention tombe avant son début.')],
            },
        ),
        migrations.CreateModel(
            name='NeedAnswered',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('need', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to='calls.need')),
                ('organisation', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.organisation')),
            ],
        ),
        migrations.CreateModel(
            name='Project',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('code', models.CharField(max_length=40, verbose_name='code')),
                ('title', models.CharField(max_length=150, verbose_name='intitulé')),
                ('summary', models.TextField(blank=True, verbose_name='en quelques mots')),
                ('status', models.CharField(choices=[('idea', 'idée'), ('submitted', 'déposé'), ('running', 'en cours'), ('completed', 'terminé'), ('interrupted', 'interrompu'), ('transferred', 'transmis'), ('spun_off', 'devenu autonome'), ('taken_over', 'repris')], default='idea', max_length=12, verbose_name='état')),
                ('starts_on', models.DateField(blank=True, null=True, verbose_name='début')),
                ('ends_on', models.DateField(blank=True, null=True, verbose_name='fin')),
                ('budget', models.DecimalField(blank=True, decimal_places=2, max_digits=12, null=True, verbose_name='budget total')),
                ('promised_minutes', models.PositiveIntegerField(blank=True, null=True, verbose_name='heures-stagiaires promises')),
                ('promised_participants', models.PositiveIntegerField(blank=True, null=True, verbose_name='participants promis')),
                ('rule_set', models.CharField(blank=True, max_length=40, verbose_name='règles de comptage')),
                ('ending', models.TextField(blank=True, verbose_name="comment il s'est terminé, ce qu'on en retient")),
                ('search', models.CharField(default='', editable=False, max_length=300)),
                ('version', models.PositiveIntegerField(default=1)),
                ('call', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='projects', to='calls.call', verbose_name='appel')),
                ('needs', models.ManyToManyField(related_name='projects', through='projects.NeedAnswered', to='calls.need')),
                ('organisation', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.organisation')),
                ('programme', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='projects', to='partners.programme', verbose_name='programme')),
            ],
            options={
                'ordering': ['-starts_on', 'code'],
                'indexes': [models.Index(fields=['organisation', '-starts_on', 'code'], name='project_by_start')],
                'constraints': [models.UniqueConstraint(fields=('organisation', 'code'), name='one_project_per_code', violation_error_message='Un projet porte déjà ce code.'), models.CheckConstraint(condition=models.Q(('ends_on', None), ('starts_on', None), ('ends_on__gte', models.F('starts_on')), _connector='OR'), name='project_ends_after_it_starts', violation_error_message='La fin du projet tombe avant son début.')],
            },
        ),
        migrations.CreateModel(
            name='Obligation',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('report', 'rapport'), ('balance', 'dossier de solde'), ('payment', 'demande de paiement'), ('committee', "comité d'accompagnement"), ('publicity', 'logos et publicité'), ('accreditation', 'agrément à renouveler'), ('archive', 'fin de conservation des pièces'), ('other', 'autre')], max_length=13, verbose_name='type')),
                ('title', models.CharField(max_length=150, verbose_name='intitulé')),
                ('due_at', models.DateTimeField(verbose_name='à faire avant')),
                ('signatory', models.CharField(blank=True, max_length=120, verbose_name='qui signe')),
                ('done_at', models.DateTimeField(blank=True, null=True, verbose_name='fait le')),
                ('version', models.PositiveIntegerField(default=1)),
                ('agreement', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='obligations', to='projects.agreement', verbose_name='convention')),
                ('organisation', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.organisation')),
                ('project', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='obligations', to='projects.project')),
            ],
            options={
                'ordering': ['due_at', 'id'],
                'indexes': [models.Index(fields=['organisation', 'done_at', 'due_at'], name='obligation_by_due')],
            },
        ),
        migrations.AddField(
            model_name='needanswered',
            name='project',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, to='projects.project'),
        ),
        migrations.CreateModel(
            name='Kinship',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('born_from', 'né de'), ('spun_off_to', 'devenu autonome avec'), ('transferred_to', 'transmis à'), ('taken_over_by', 'repris par'), ('passed_to', 'expérience transmise à')], max_length=15, verbose_name='lien')),
                ('on', models.DateField(blank=True, null=True, verbose_name='le')),
                ('moved', models.TextField(blank=True, verbose_name='ce qui part')),
                ('stayed', models.TextField(blank=True, verbose_name='ce qui reste')),
                ('version', models.PositiveIntegerField(default=1)),
                ('organisation', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.organisation')),
                ('partner', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='inherited', to='partners.partner')),
                ('other', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='kin_of', to='projects.project')),
                ('project', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='kin', to='projects.project')),
            ],
            options={
                'ordering': ['on', 'id'],
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('other', None), ('partner__isnull', False)), models.Q(('other__isnull', False), ('partner', None)), _connector='OR'), name='kin_is_a_project_or_a_partner', violation_error_message="Choisissez un projet ou un partenaire, l'un des deux."), models.CheckConstraint(condition=models.Q(('other', None), models.Q(('other', models.F('project')), _negated=True), _connector='OR'), name='no_project_is_its_own_kin', violation_error_message='Un projet ne vient pas de lui-même.')],
            },
        ),
        migrations.AddField(
            model_name='agreement',
            name='project',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='agreements', to='projects.project'),
        ),
        migrations.CreateModel(
            name='ProjectPartner',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('part', models.CharField(choices=[('holder', 'porteur'), ('operator', 'opérateur de formation'), ('host', 'accueil de stages'), ('support', 'soutien'), ('funder', 'bailleur')], max_length=10, verbose_name='rôle')),
                ('organisation', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.organisation')),
                ('partner', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='parts', to='partners.partner')),
                ('project', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='partners', to='projects.project')),
            ],
            options={
                'ordering': ['part', 'id'],
                'constraints': [models.UniqueConstraint(fields=('project', 'partner', 'part'), name='one_part_per_partner', violation_error_message='Ce partenaire a déjà ce rôle dans le projet.')],
            },
        ),
        migrations.CreateModel(
            name='Target',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('code', models.CharField(max_length=20, verbose_name='indicateur')),
                ('value', models.PositiveIntegerField(verbose_name='valeur promise')),
                ('organisation', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.organisation')),
                ('project', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='targets', to='projects.project')),
            ],
            options={
                'ordering': ['code'],
                'constraints': [models.UniqueConstraint(fields=('project', 'code'), name='one_target_per_indicator', violation_error_message='Une valeur est déjà promise pour cet indicateur.')],
            },
        ),
        migrations.CreateModel(
            name='Condition',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('code', models.SlugField(max_length=40, verbose_name='code')),
                ('label', models.CharField(max_length=150, verbose_name='condition')),
                ('agreement', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='conditions', to='projects.agreement')),
                ('organisation', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.organisation')),
            ],
            options={
                'ordering': ['id'],
                'constraints': [models.UniqueConstraint(fields=('agreement', 'code'), name='one_condition_per_code', violation_error_message='Cette convention demande déjà cette condition.')],
            },
        ),
        migrations.AddConstraint(
            model_name='needanswered',
            constraint=models.UniqueConstraint(fields=('project', 'need'), name='need_once_per_project'),
        ),
        migrations.AddConstraint(
            model_name='agreement',
            constraint=models.UniqueConstraint(fields=('project', 'reference'), name='one_agreement_per_reference', violation_error_message='Une convention de ce projet porte déjà cette référence.'),
        ),
    ]
