import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('accounts', '0001_initial'),
        ('accounts', '__first__'),
        ('projects', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='FrozenReport',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('rule_set', models.CharField(max_length=40)),
                ('first_on', models.DateField(verbose_name='du')),
                ('last_on', models.DateField(verbose_name='au')),
                ('figures', models.JSONField()),
                ('sha256', models.CharField(max_length=64)),
                ('made_at', models.DateTimeField()),
                ('reopened_at', models.DateTimeField(blank=True, null=True)),
                ('reopen_reason', models.CharField(blank=True, max_length=300, verbose_name='raison')),
                ('made_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('organisation', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.organisation')),
                ('project', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='frozen_reports', to='projects.project')),
                ('reopened_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ['-made_at', '-id'],
                'indexes': [models.Index(fields=['organisation', 'project', '-made_at'], name='frozen_by_project')],
                'constraints': [models.UniqueConstraint(condition=models.Q(('reopened_at', None)), fields=('project', 'rule_set', 'first_on', 'last_on'), name='frozen_once', violation_error_message="Ce rapport est déjà figé : rouvrez-le d'abord, en donnant la raison.")],
            },
        ),
        migrations.CreateModel(
            name='FrozenLine',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('participation_id', models.BigIntegerField()),
                ('entry_on', models.DateField()),
                ('exit_on', models.DateField(blank=True, null=True)),
                ('gender', models.CharField(blank=True, max_length=1)),
                ('age', models.SmallIntegerField(blank=True, null=True)),
                ('isced', models.SmallIntegerField(blank=True, null=True)),
                ('codes', models.CharField(max_length=400)),
                ('organisation', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.organisation')),
                ('report', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='lines', to='reports.frozenreport')),
            ],
            options={
                'ordering': ['entry_on', 'participation_id'],
                'constraints': [models.UniqueConstraint(fields=('report', 'participation_id'), name='one_frozen_line')],
            },
        ),
    ]
