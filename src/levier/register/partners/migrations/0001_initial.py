import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('accounts', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='Partner',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('code', models.SlugField(max_length=40, verbose_name='code')),
                ('name', models.CharField(max_length=150, verbose_name='nom')),
                ('kind', models.CharField(choices=[('funder', 'bailleur'), ('public_service', 'service public'), ('training', 'centre de formation'), ('school', 'promotion sociale'), ('employer', 'employeur'), ('welfare', 'CPAS'), ('association', 'association'), ('municipality', 'commune')], max_length=20, verbose_name='type')),
                ('enterprise_number', models.CharField(blank=True, max_length=12, verbose_name="numéro d'entreprise")),
                ('mail', models.EmailField(blank=True, max_length=254, verbose_name='adresse mail générale')),
                ('phone', models.CharField(blank=True, max_length=30, verbose_name='téléphone général')),
                ('site', models.URLField(blank=True, verbose_name='site')),
                ('street', models.CharField(blank=True, max_length=150, verbose_name='rue et numéro')),
                ('postcode', models.CharField(blank=True, max_length=10, verbose_name='code postal')),
                ('commune', models.CharField(blank=True, max_length=80, verbose_name='commune')),
                ('note', models.TextField(blank=True, verbose_name='remarque')),
                ('search', models.CharField(default='', editable=False, max_length=400)),
                ('version', models.PositiveIntegerField(default=1)),
                ('organisation', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.organisation')),
            ],
            options={
                'ordering': ['name', 'id'],
                'indexes': [models.Index(fields=['organisation', 'name'], name='partner_by_name')],
                'constraints': [models.UniqueConstraint(fields=('organisation', 'code'), name='one_partner_per_code', violation_error_message='Un partenaire porte déjà ce code.')],
            },
        ),
        migrations.CreateModel(
            name='Contact',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=120, verbose_name='nom')),
                ('function', models.CharField(blank=True, max_length=120, verbose_name='fonction')),
                ('mail', models.EmailField(blank=True, max_length=254, verbose_name='adresse mail')),
                ('phone', models.CharField(blank=True, max_length=30, verbose_name='téléphone')),
                ('note', models.CharField(blank=True, max_length=200, verbose_name='bon à savoir')),
                ('starts_on', models.DateField(blank=True, null=True, verbose_name='depuis le')),
                ('ended_on', models.DateField(blank=True, null=True, verbose_name="jusqu'au")),
                ('version', models.PositiveIntegerField(default=1)),
                ('organisation', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.organisation')),
                ('partner', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='contacts', to='partners.partner')),
            ],
            options={
                'ordering': ['ended_on', 'name', 'id'],
                'constraints': [models.CheckConstraint(condition=models.Q(('ended_on', None), ('starts_on', None), ('ended_on__gte', models.F('starts_on')), _connector='OR'), name='contact_ends_after_start', violation_error_message='La fin du contact tombe avant son début.')],
            },
        ),
        migrations.CreateModel(
            name='Place',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=120, verbose_name='nom')),
                ('street', models.CharField(blank=True, max_length=150, verbose_name='rue et numéro')),
                ('postcode', models.CharField(blank=True, max_length=10, verbose_name='code postal')),
                ('commune', models.CharField(blank=True, max_length=80, verbose_name='commune')),
                ('capacity', models.PositiveSmallIntegerField(blank=True, null=True, verbose_name='places')),
                ('organisation', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.organisation')),
                ('partner', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='places', to='partners.partner', verbose_name='partenaire')),
            ],
            options={
                'ordering': ['name', 'id'],
            },
        ),
        migrations.CreateModel(
            name='Programme',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('code', models.SlugField(max_length=40, verbose_name='code')),
                ('name', models.CharField(max_length=150, verbose_name='nom')),
                ('starts_on', models.DateField(blank=True, null=True, verbose_name='début')),
                ('ends_on', models.DateField(blank=True, null=True, verbose_name='fin')),
                ('funder', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='programmes', to='partners.partner', verbose_name='bailleur')),
                ('organisation', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.organisation')),
            ],
            options={
                'ordering': ['name', 'id'],
                'constraints': [models.UniqueConstraint(fields=('organisation', 'code'), name='one_programme_per_code', violation_error_message='Un programme porte déjà ce code.'), models.CheckConstraint(condition=models.Q(('ends_on', None), ('starts_on', None), ('ends_on__gte', models.F('starts_on')), _connector='OR'), name='programme_ends_after_it_starts', violation_error_message='La fin du programme tombe avant son début.')],
            },
        ),
    ]
