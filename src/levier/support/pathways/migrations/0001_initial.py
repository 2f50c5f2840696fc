import django.core.serializers.json
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('accounts', '0002_alter_invitation_made_at_alter_membership_given_at'),
        ('accounts', '__first__'),
        ('partners', '0002_partners_by_kind'),
        ('people', '0003_people_merged_away'),
    ]

    operations = [
        migrations.CreateModel(
            name='Goal',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('title', models.CharField(max_length=200, verbose_name='but')),
                ('state', models.CharField(choices=[('open', 'en cours'), ('reached', 'atteint'), ('dropped', 'abandonné')], default='open', max_length=8)),
                ('made_at', models.DateTimeField()),
                ('ended_on', models.DateField(blank=True, null=True)),
                ('version', models.PositiveIntegerField(default=1)),
                ('made_by', models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('organisation', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.organisation')),
                ('person', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='goals', to='people.person')),
            ],
            options={
                'ordering': ['made_at', 'id'],
                'indexes': [models.Index(fields=['organisation', 'person', 'state'], name='goal_by_person')],
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('ended_on', None), ('state', 'open')), models.Q(models.Q(('state', 'open'), _negated=True), ('ended_on__isnull', False)), _connector='OR'), name='goal_ends_with_a_day')],
            },
        ),
        migrations.CreateModel(
            name='Item',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('code', models.SlugField(max_length=20, verbose_name='code')),
                ('kind', models.CharField(choices=[('obstacle', 'frein'), ('fact', 'fait'), ('strength', 'atout')], max_length=8, verbose_name='type')),
                ('theme', models.CharField(choices=[('housing', 'logement'), ('administration', 'papiers'), ('rights', 'droits'), ('money', 'argent'), ('mobility', 'déplacements'), ('health_effect', 'effets de la santé'), ('family', 'famille'), ('language_literacy', 'langues, lire et écrire'), ('digital', 'numérique'), ('training', 'formation'), ('job_search', "recherche d'emploi"), ('confidence_links', 'confiance et liens')], max_length=20, verbose_name='thème')),
                ('fr', models.CharField(max_length=120, verbose_name='en français')),
                ('nl', models.CharField(blank=True, max_length=120, verbose_name='en néerlandais')),
                ('en', models.CharField(blank=True, max_length=120, verbose_name='en anglais')),
                ('is_restricted', models.BooleanField(default=False, verbose_name="réservé à l'équipe sociale")),
                ('esf', models.CharField(blank=True, max_length=20, verbose_name='code FSE+')),
                ('inclusion', models.CharField(blank=True, max_length=60, verbose_name='thème data·inclusion')),
                ('order', models.PositiveSmallIntegerField(default=0)),
                ('retired_on', models.DateField(blank=True, null=True)),
                ('version', models.PositiveIntegerField(default=1)),
                ('organisation', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.organisation')),
                ('replaced_by', models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='melted', to='pathways.item')),
                ('split_from', models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='parts', to='pathways.item')),
            ],
            options={
                'ordering': ['order', 'id'],
                'constraints': [models.UniqueConstraint(fields=('organisation', 'code'), name='one_item_per_code', violation_error_message='Une ligne porte déjà ce code.')],
            },
        ),
        migrations.CreateModel(
            name='Pathway',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('opened_on', models.DateField(verbose_name="début de l'accompagnement")),
                ('planned_end_on', models.DateField(verbose_name='fin prévue')),
                ('origin', models.CharField(choices=[('self', 'de sa propre initiative'), ('actiris', 'par Actiris'), ('cpas', 'par un CPAS'), ('partner', 'par un partenaire'), ('relative', 'par un proche')], default='self', max_length=8, verbose_name='la personne vient')),
                ('request', models.CharField(blank=True, max_length=300, verbose_name='ce que la personne demande')),
                ('last_contact_on', models.DateField(blank=True, editable=False, null=True)),
                ('closed_on', models.DateField(blank=True, null=True, verbose_name="fin de l'accompagnement")),
                ('exit_reason', models.CharField(blank=True, max_length=30, verbose_name='raison de la fin')),
                ('exit_situation', models.CharField(blank=True, max_length=30, verbose_name='situation à la fin')),
                ('version', models.PositiveIntegerField(default=1)),
                ('organisation', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.organisation')),
                ('person', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='pathways', to='people.person')),
            ],
            options={
                'ordering': ['-opened_on', '-id'],
                'indexes': [models.Index(fields=['organisation', 'closed_on', 'planned_end_on', 'id'], name='pathway_by_end'), models.Index(fields=['organisation', 'person'], name='pathway_by_person')],
                'constraints': [models.UniqueConstraint(condition=models.Q(('closed_on', None)), fields=('person',), name='one_open_pathway', violation_error_message='Cette personne est déjà accompagnée.'), models.CheckConstraint(condition=models.Q(('closed_on', None), ('closed_on__gte', models.F('opened_on')), _connector='OR'), name='pathway_closes_after_opening', violation_error_message="La fin de l'accompagnement tombe avant son début."), models.CheckConstraint(condition=models.Q(('planned_end_on__gt', models.F('opened_on'))), name='pathway_planned_end_after_opening', violation_error_message="La fin prévue tombe avant le début de l'accompagnement.")],
            },
        ),
        migrations.CreateModel(
            name='Referent',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('part', models.CharField(choices=[('referent', 'référent·e'), ('second', 'second·e référent·e'), ('social', 'accompagnement social'), ('job', "aide à la recherche d'emploi"), ('training', 'suivi de formation')], default='referent', max_length=8, verbose_name='rôle')),
                ('started_on', models.DateField(verbose_name='depuis le')),
                ('ended_on', models.DateField(blank=True, null=True, verbose_name="jusqu'au")),
                ('reason', models.CharField(blank=True, max_length=150, verbose_name='raison du changement')),
                ('organisation', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.organisation')),
                ('pathway', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='referents', to='pathways.pathway')),
                ('user', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='collègue')),
            ],
            options={
                'ordering': ['part', '-started_on', 'id'],
                'indexes': [models.Index(fields=['organisation', 'user', 'ended_on'], name='referent_by_user')],
                'constraints': [models.UniqueConstraint(condition=models.Q(('ended_on', None), ('part', 'referent')), fields=('pathway',), name='one_referent_at_a_time', violation_error_message="Cette personne a déjà un·e référent·e : passez-la à quelqu'un d'autre."), models.CheckConstraint(condition=models.Q(('ended_on', None), ('ended_on__gte', models.F('started_on')), _connector='OR'), name='referent_ends_after_starting')],
            },
        ),
        migrations.CreateModel(
            name='Revision',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.PositiveIntegerField()),
                ('kind', models.CharField(choices=[('added', 'ajouté'), ('renamed', 'renommé'), ('merged', 'fondu dans un autre'), ('split', 'divisé'), ('retired', 'retiré'), ('restored', 'remis')], max_length=8)),
                ('before', models.JSONField(default=dict, encoder=django.core.serializers.json.DjangoJSONEncoder)),
                ('after', models.JSONField(default=dict, encoder=django.core.serializers.json.DjangoJSONEncoder)),
                ('made_at', models.DateTimeField()),
                ('item', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='revisions', to='pathways.item')),
                ('made_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('organisation', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.organisation')),
            ],
            options={
                'ordering': ['-number'],
                'constraints': [models.UniqueConstraint(fields=('organisation', 'number'), name='one_revision_per_number')],
            },
        ),
        migrations.CreateModel(
            name='Step',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('title', models.CharField(max_length=200, verbose_name='étape')),
                ('doer', models.CharField(choices=[('person', 'la personne'), ('worker', "l'équipe"), ('partner', 'un partenaire')], default='person', max_length=8, verbose_name='qui la fait')),
                ('due_on', models.DateField(blank=True, null=True, verbose_name='pour le')),
                ('state', models.CharField(choices=[('planned', 'prévue'), ('under_way', 'en cours'), ('waiting', 'en attente'), ('done', 'faite'), ('dropped', 'abandonnée')], default='planned', max_length=9, verbose_name='état')),
                ('closes_with', models.CharField(blank=True, editable=False, max_length=60)),
                ('outcome', models.CharField(blank=True, max_length=300, verbose_name='ce que cela a donné')),
                ('ended_on', models.DateField(blank=True, null=True)),
                ('made_at', models.DateTimeField()),
                ('version', models.PositiveIntegerField(default=1)),
                ('goal', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='steps', to='pathways.goal')),
                ('made_by', models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('organisation', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.organisation')),
                ('partner', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='partners.partner', verbose_name='partenaire')),
                ('person', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='steps', to='people.person')),
                ('worker', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='collègue')),
            ],
            options={
                'ordering': ['due_on', 'id'],
                'indexes': [models.Index(fields=['organisation', 'person', 'state'], name='step_by_person'), models.Index(fields=['organisation', 'worker', 'state', 'due_on'], name='step_by_worker'), models.Index(fields=['organisation', 'closes_with', 'person'], name='step_by_what_closes_it')],
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('ended_on', None), ('state__in', ('planned', 'under_way', 'waiting'))), models.Q(models.Q(('state__in', ('planned', 'under_way', 'waiting')), _negated=True), ('ended_on__isnull', False)), _connector='OR'), name='step_ends_with_a_day')],
            },
        ),
        migrations.CreateModel(
            name='Finding',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('level', models.CharField(choices=[('strong', 'fort'), ('light', 'léger'), ('lifted', 'levé'), ('none', 'aucun'), ('yes', 'oui'), ('no', 'non')], max_length=7, verbose_name='intensité')),
                ('since', models.DateField(verbose_name='constaté le')),
                ('until', models.DateField(blank=True, null=True)),
                ('remark', models.CharField(blank=True, max_length=300, verbose_name='précision')),
                ('noted_at', models.DateTimeField()),
                ('noted_by', models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('organisation', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.organisation')),
                ('person', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='findings', to='people.person')),
                ('item', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='findings', to='pathways.item')),
                ('answered_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='answers', to='pathways.step')),
            ],
            options={
                'ordering': ['since', 'id'],
                'indexes': [models.Index(fields=['organisation', 'person', 'until'], name='finding_by_person')],
                'constraints': [models.UniqueConstraint(condition=models.Q(('until', None)), fields=('person', 'item'), name='one_state_of_an_item_at_a_time')],
            },
        ),
        migrations.CreateModel(
            name='StepItem',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('item', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='ties', to='pathways.item')),
                ('organisation', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.organisation')),
                ('step', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='ties', to='pathways.step')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('step', 'item'), name='step_answers_an_item_once')],
            },
        ),
        migrations.AddField(
            model_name='step',
            name='items',
            field=models.ManyToManyField(related_name='steps', through='pathways.StepItem', to='pathways.item'),
        ),
    ]
