import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('accounts', '0001_initial'),
        ('accounts', '__first__'),
        ('partners', '0001_initial'),
        ('people', '0001_initial'),
        ('projects', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='Activity',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('title', models.CharField(max_length=150, verbose_name='intitulé')),
                ('kind', models.CharField(choices=[('workshop', 'atelier'), ('orientation', "atelier d'orientation professionnelle"), ('course', 'formation'), ('literacy', 'alphabétisation'), ('digital', 'alphabétisation numérique'), ('open', 'activité ouverte'), ('collective', 'collectif')], max_length=12, verbose_name='type')),
                ('capacity', models.PositiveSmallIntegerField(blank=True, null=True, verbose_name='places')),
                ('starts_on', models.DateField(blank=True, null=True, verbose_name='début')),
                ('ends_on', models.DateField(blank=True, null=True, verbose_name='fin')),
                ('summary', models.TextField(blank=True, verbose_name='en quelques mots')),
                ('search', models.CharField(default='', editable=False, max_length=300)),
                ('version', models.PositiveIntegerField(default=1)),
                ('organisation', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.organisation')),
                ('place', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='activities', to='partners.place', verbose_name='lieu')),
                ('project', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='activities', to='projects.project', verbose_name='projet')),
            ],
            options={
                'ordering': ['-starts_on', 'id'],
                'indexes': [models.Index(fields=['organisation', '-starts_on', 'id'], name='activity_by_start')],
            },
        ),
        migrations.CreateModel(
            name='Enrolment',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('made_at', models.DateTimeField()),
                ('ended_on', models.DateField(blank=True, null=True)),
                ('activity', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='enrolments', to='activities.activity')),
                ('organisation', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.organisation')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='enrolments', to='people.person')),
            ],
            options={
                'indexes': [models.Index(fields=['organisation', 'person'], name='enrolment_by_person')],
                'constraints': [models.UniqueConstraint(fields=('activity', 'person'), name='enrolled_once', violation_error_message='Cette personne est déjà inscrite.')],
            },
        ),
        migrations.CreateModel(
            name='Session',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('moment', 'séance'), ('month', "total d'un mois, repris d'un classeur")], default='moment', max_length=6)),
                ('on', models.DateField(verbose_name='jour')),
                ('starts_at', models.DateTimeField(blank=True, null=True, verbose_name='début')),
                ('ends_at', models.DateTimeField(blank=True, null=True, verbose_name='fin')),
                ('planned_minutes', models.PositiveIntegerField(default=0, verbose_name='durée prévue, en minutes')),
                ('closed_at', models.DateTimeField(blank=True, null=True)),
                ('cancelled_at', models.DateTimeField(blank=True, null=True)),
                ('cancel_reason', models.CharField(blank=True, max_length=200, verbose_name="raison de l'annulation")),
                ('version', models.PositiveIntegerField(default=1)),
                ('activity', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='sessions', to='activities.activity')),
                ('organisation', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.organisation')),
                ('place', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='sessions', to='partners.place')),
                ('project', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='sessions', to='projects.project')),
                ('trainer', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='sessions', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ['on', 'starts_at', 'id'],
                'indexes': [models.Index(fields=['organisation', 'on', 'id'], name='session_by_day'), models.Index(fields=['organisation', 'project', 'on'], name='session_by_project'), models.Index(fields=['activity', 'on'], name='session_by_activity')],
                'constraints': [models.CheckConstraint(condition=models.Q(('ends_at', None), ('starts_at', None), ('ends_at__gt', models.F('starts_at')), _connector='OR'), name='session_ends_after_it_starts', violation_error_message='La fin de la séance tombe avant son début.')],
            },
        ),
        migrations.CreateModel(
            name='AttendanceNote',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('presence', models.CharField(choices=[('present', 'présent'), ('late', 'en retard'), ('left', 'parti plus tôt'), ('excused', 'excusé'), ('absent', 'absent'), ('not_expected', 'pas attendu')], max_length=12)),
                ('minutes', models.PositiveIntegerField()),
                ('reason', models.CharField(blank=True, max_length=120)),
                ('source', models.CharField(choices=[('screen', "saisi à l'écran"), ('import', "repris d'un fichier")], max_length=6)),
                ('happened_at', models.DateTimeField()),
                ('recorded_at', models.DateTimeField()),
                ('organisation', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.organisation')),
                ('person', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='attendance_notes', to='people.person')),
                ('recorded_by', models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('session', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='notes', to='activities.session')),
            ],
            options={
                'ordering': ['-recorded_at', '-pk'],
                'indexes': [models.Index(fields=['organisation', 'person'], name='attendance_note_by_person')],
            },
        ),
        migrations.CreateModel(
            name='Attendance',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('presence', models.CharField(choices=[('present', 'présent'), ('late', 'en retard'), ('left', 'parti plus tôt'), ('excused', 'excusé'), ('absent', 'absent'), ('not_expected', 'pas attendu')], max_length=12, verbose_name='présence')),
                ('minutes', models.PositiveIntegerField(default=0, verbose_name='minutes présentes')),
                ('reason', models.CharField(blank=True, max_length=120, verbose_name='raison')),
                ('source', models.CharField(choices=[('screen', "saisi à l'écran"), ('import', "repris d'un fichier")], default='screen', max_length=6)),
                ('recorded_at', models.DateTimeField()),
                ('organisation', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.organisation')),
                ('person', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='attendances', to='people.person')),
                ('recorded_by', models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('session', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='attendances', to='activities.session')),
            ],
            options={
                'indexes': [models.Index(fields=['organisation', 'person', 'session'], name='attendance_by_person')],
                'constraints': [models.UniqueConstraint(fields=('session', 'person'), name='one_presence_per_session'), models.CheckConstraint(condition=models.Q(('minutes', 0), ('presence__in', ['present', 'late', 'left']), _connector='OR'), name='absent_means_no_minutes')],
            },
        ),
    ]
