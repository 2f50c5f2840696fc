import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('accounts', '0001_initial'),
        ('accounts', '__first__'),
        ('partners', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='Call',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('code', models.SlugField(max_length=40, verbose_name='code')),
                ('title', models.CharField(max_length=150, verbose_name='intitulé')),
                ('deadline_at', models.DateTimeField(blank=True, null=True, verbose_name='date limite')),
                ('signatory', models.CharField(blank=True, max_length=120, verbose_name='qui signe')),
                ('status', models.CharField(choices=[('watched', 'repéré'), ('prepared', 'dossier en préparation'), ('answered', 'réponse envoyée'), ('won', 'retenu'), ('lost', 'non retenu'), ('dismissed', 'écarté')], default='watched', max_length=10, verbose_name='état')),
                ('criteria', models.TextField(blank=True, verbose_name='ce qui est demandé')),
                ('amount', models.DecimalField(blank=True, decimal_places=2, max_digits=12, null=True, verbose_name='montant possible')),
                ('link', models.URLField(blank=True, verbose_name='lien')),
                ('search', models.CharField(default='', editable=False, max_length=300)),
                ('version', models.PositiveIntegerField(default=1)),
                ('organisation', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.organisation')),
                ('programme', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='calls', to='partners.programme', verbose_name='programme')),
            ],
            options={
                'ordering': ['-deadline_at', 'id'],
                'indexes': [models.Index(fields=['organisation', 'deadline_at'], name='call_by_deadline')],
                'constraints': [models.UniqueConstraint(fields=('organisation', 'code'), name='one_call_per_code', violation_error_message='Un appel porte déjà ce code.')],
            },
        ),
        migrations.CreateModel(
            name='CallCompetence',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('competence', models.CharField(choices=[('employment', 'emploi'), ('training', 'formation'), ('poverty', 'lutte contre la pauvreté'), ('popular_education', 'éducation permanente'), ('cohesion', 'Cohésion sociale'), ('neighbourhood', 'Contrats de Quartiers Durables'), ('social_economy', 'économie sociale'), ('other', 'autre')], max_length=20, verbose_name='compétence')),
                ('call', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='competences', to='calls.call')),
                ('organisation', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.organisation')),
            ],
            options={
                'ordering': ['id'],
                'constraints': [models.UniqueConstraint(fields=('call', 'competence'), name='one_competence_per_call')],
            },
        ),
        migrations.CreateModel(
            name='Decision',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('is_go', models.BooleanField(verbose_name='on répond')),
                ('reason', models.TextField(verbose_name='pourquoi')),
                ('decided_at', models.DateTimeField()),
                ('call', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='decisions', to='calls.call')),
                ('decided_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('organisation', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.organisation')),
            ],
            options={
                'ordering': ['-decided_at', '-id'],
            },
        ),
        migrations.CreateModel(
            name='Need',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('code', models.SlugField(max_length=40, verbose_name='code')),
                ('title', models.CharField(max_length=150, verbose_name='besoin')),
                ('statement', models.TextField(blank=True, verbose_name='constat')),
                ('search', models.CharField(default='', editable=False, max_length=300)),
                ('version', models.PositiveIntegerField(default=1)),
                ('organisation', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.organisation')),
            ],
            options={
                'ordering': ['title', 'id'],
                'constraints': [models.UniqueConstraint(fields=('organisation', 'code'), name='one_need_per_code', violation_error_message='Un besoin porte déjà ce code.')],
            },
        ),
        migrations.CreateModel(
            name='Evidence',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('statement', models.CharField(max_length=300, verbose_name='chiffre ou fait')),
                ('source', models.CharField(max_length=200, verbose_name='source')),
                ('observed_on', models.DateField(verbose_name='constaté le')),
                ('link', models.URLField(blank=True, verbose_name='lien')),
                ('organisation', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.organisation')),
                ('need', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='evidence', to='calls.need')),
            ],
            options={
                'ordering': ['-observed_on', '-id'],
            },
        ),
        migrations.CreateModel(
            name='CallNeed',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('call', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='call_needs', to='calls.call')),
                ('organisation', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.organisation')),
                ('need', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='call_needs', to='calls.need')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('call', 'need'), name='need_once_per_call')],
            },
        ),
    ]
