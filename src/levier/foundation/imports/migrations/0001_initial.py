import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('accounts', '0001_initial'),
        ('accounts', '__first__'),
        ('documents', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='ImportRun',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('importer', models.CharField(max_length=40)),
                ('about', models.CharField(blank=True, max_length=80)),
                ('state', models.CharField(choices=[('columns', 'colonnes à relier'), ('labels', 'libellés à comprendre'), ('preview', 'à vérifier'), ('queued', 'en attente'), ('running', 'en cours'), ('done', 'terminé'), ('failed', "échec, rien n'a été importé"), ('undone', 'annulé')], default='columns', max_length=10)),
                ('sheet', models.CharField(blank=True, max_length=100)),
                ('fingerprint', models.CharField(blank=True, max_length=64)),
                ('columns', models.JSONField(default=dict)),
                ('labels', models.JSONField(default=dict)),
                ('corrections', models.JSONField(default=dict)),
                ('decisions', models.JSONField(default=dict)),
                ('good_rows_only', models.BooleanField(default=False)),
                ('rows_total', models.PositiveIntegerField(default=0)),
                ('rows_done', models.PositiveIntegerField(default=0)),
                ('summary', models.JSONField(default=dict)),
                ('made_at', models.DateTimeField()),
                ('done_at', models.DateTimeField(blank=True, null=True)),
                ('undone_at', models.DateTimeField(blank=True, null=True)),
                ('document', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='documents.document')),
                ('organisation', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.organisation')),
                ('started_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'indexes': [models.Index(fields=['organisation', '-made_at'], name='run_by_age')],
            },
        ),
        migrations.CreateModel(
            name='ImportChange',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('row', models.PositiveIntegerField()),
                ('model', models.CharField(max_length=60)),
                ('object_id', models.BigIntegerField()),
                ('effect', models.CharField(choices=[('new', 'nouveau'), ('changed', 'modifié'), ('equal', 'identique')], max_length=7)),
                ('before', models.JSONField(null=True)),
                ('after_version', models.PositiveIntegerField(default=0)),
                ('organisation', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.organisation')),
                ('run', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='changes', to='imports.importrun')),
            ],
            options={
                'indexes': [models.Index(fields=['run', 'row'], name='change_by_row')],
            },
        ),
        migrations.CreateModel(
            name='Layout',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('importer', models.CharField(max_length=40)),
                ('fingerprint', models.CharField(max_length=64)),
                ('columns', models.JSONField(default=dict)),
                ('labels', models.JSONField(default=dict)),
                ('used_at', models.DateTimeField()),
                ('organisation', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.organisation')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('organisation', 'importer', 'fingerprint'), name='one_layout_per_fingerprint')],
            },
        ),
    ]
