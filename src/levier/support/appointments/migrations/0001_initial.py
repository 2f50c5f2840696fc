"""The tables come out of `pathways` with their rows, constraints and policies: only their names change."""

import django.core.validators
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

TABLES = ('groupmeeting', 'appointment', 'sooneroffer')


def renamed(before, after):
    return [f'ALTER TABLE {before}_{one} RENAME TO {after}_{one}' for one in TABLES]


class Migration(migrations.Migration):

    run_before = [('pathways', '0012_appointments_have_a_room')]
    dependencies = [
        ('accounts', '0003_kept_filters'),
        ('agenda', '0002_openings_and_bookings'),
        ('pathways', '0011_group_meetings'),
        ('people', '0007_discreet_messages'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.SeparateDatabaseAndState(
            database_operations=[
                migrations.RunSQL(renamed('pathways', 'appointments'), renamed('appointments', 'pathways'))
            ],
            state_operations=[
                migrations.CreateModel(
                    name='GroupMeeting',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('title', models.CharField(max_length=80, verbose_name='quoi')),
                        ('places', models.PositiveSmallIntegerField(validators=[django.core.validators.MinValueValidator(2), django.core.validators.MaxValueValidator(200)], verbose_name='places')),
                        ('kind', models.CharField(choices=[('office', 'au bureau'), ('phone', 'par téléphone'), ('video', 'en vidéo'), ('home', 'chez la personne')], default='office', max_length=6, verbose_name='où')),
                        ('made_at', models.DateTimeField()),
                        ('cancelled_at', models.DateTimeField(blank=True, null=True)),
                        ('booking', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='agenda.booking')),
                        ('made_by', models.ForeignKey(blank=True, db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ('organisation', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.organisation')),
                        ('worker', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ],
                    options={
                        'ordering': ['-made_at', '-id'],
                    },
                ),
                migrations.CreateModel(
                    name='Appointment',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('is_collective', models.BooleanField(default=False, verbose_name='séance collective')),
                        ('kind', models.CharField(choices=[('office', 'au bureau'), ('phone', 'par téléphone'), ('video', 'en vidéo'), ('home', 'chez la personne')], default='office', max_length=6, verbose_name='où')),
                        ('reason', models.CharField(blank=True, max_length=150, verbose_name='pourquoi')),
                        ('is_discreet', models.BooleanField(default=False, verbose_name='rappel discret')),
                        ('invited_at', models.DateTimeField(blank=True, null=True)),
                        ('expires_on', models.DateField(blank=True, null=True, verbose_name="réponse attendue jusqu'au")),
                        ('booked_at', models.DateTimeField(blank=True, null=True)),
                        ('moved_from', models.DateTimeField(blank=True, null=True)),
                        ('sooner_since', models.DateTimeField(blank=True, null=True)),
                        ('reminded_at', models.DateTimeField(blank=True, null=True)),
                        ('confirmed_at', models.DateTimeField(blank=True, null=True)),
                        ('seen_at', models.DateTimeField(blank=True, null=True)),
                        ('excused_at', models.DateTimeField(blank=True, null=True)),
                        ('missed_at', models.DateTimeField(blank=True, null=True)),
                        ('cancelled_at', models.DateTimeField(blank=True, null=True)),
                        ('cancelled_by', models.CharField(blank=True, choices=[('person', 'la personne'), ('house', 'nous')], max_length=6, verbose_name='par qui')),
                        ('closed_at', models.DateTimeField(blank=True, null=True)),
                        ('remark', models.CharField(blank=True, max_length=200, verbose_name='ce qui a été dit')),
                        ('made_at', models.DateTimeField()),
                        ('booking', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='agenda.booking')),
                        ('made_by', models.ForeignKey(blank=True, db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ('organisation', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.organisation')),
                        ('person', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='appointments', to='people.person')),
                        ('relaunches', models.OneToOneField(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='relaunched_by', to='appointments.appointment')),
                        ('worker', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ('group', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='appointments', to='appointments.groupmeeting')),
                    ],
                    options={
                        'ordering': ['-made_at', '-id'],
                    },
                ),
                migrations.CreateModel(
                    name='SoonerOffer',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('starts_at', models.DateTimeField(verbose_name='moment proposé')),
                        ('until', models.DateTimeField(verbose_name="gardé jusqu'au")),
                        ('site', models.CharField(blank=True, max_length=200)),
                        ('answer', models.CharField(blank=True, choices=[('taken', 'accepté'), ('declined', 'refusé'), ('lapsed', 'resté sans réponse'), ('withdrawn', 'retiré')], max_length=9, verbose_name='réponse')),
                        ('answered_at', models.DateTimeField(blank=True, null=True, verbose_name='répondu le')),
                        ('made_at', models.DateTimeField()),
                        ('appointment', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='sooner_offers', to='appointments.appointment')),
                        ('booking', models.ForeignKey(blank=True, db_index=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='agenda.booking')),
                        ('made_by', models.ForeignKey(blank=True, db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ('organisation', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.organisation')),
                    ],
                    options={
                        'ordering': ['made_at', 'id'],
                    },
                ),
                migrations.AddIndex(
                    model_name='groupmeeting',
                    index=models.Index(fields=['organisation', 'worker'], name='group_meeting_by_worker'),
                ),
                migrations.AddIndex(
                    model_name='appointment',
                    index=models.Index(fields=['organisation', 'person'], name='appointment_by_person'),
                ),
                migrations.AddIndex(
                    model_name='appointment',
                    index=models.Index(fields=['organisation', 'worker'], name='appointment_by_worker'),
                ),
                migrations.AddConstraint(
                    model_name='appointment',
                    constraint=models.CheckConstraint(condition=models.Q(models.Q(('cancelled_at', None), ('excused_at', None), ('missed_at', None), ('seen_at', None)), models.Q(('cancelled_at__isnull', True), ('excused_at__isnull', True), ('missed_at__isnull', True), ('seen_at__isnull', False)), models.Q(('cancelled_at__isnull', True), ('excused_at__isnull', False), ('missed_at__isnull', True), ('seen_at__isnull', True)), models.Q(('cancelled_at__isnull', True), ('excused_at__isnull', True), ('missed_at__isnull', False), ('seen_at__isnull', True)), models.Q(('cancelled_at__isnull', False), ('excused_at__isnull', True), ('missed_at__isnull', True), ('seen_at__isnull', True)), _connector='OR'), name='one_outcome_of_an_appointment', violation_error_message="Ce rendez-vous a déjà une suite : reprenez-le d'abord."),
                ),
                migrations.AddConstraint(
                    model_name='appointment',
                    constraint=models.CheckConstraint(condition=models.Q(models.Q(('booked_at', None), ('booking', None)), models.Q(('booked_at__isnull', False), ('booking__isnull', False)), _connector='OR'), name='booked_appointment_has_a_time'),
                ),
                migrations.AddConstraint(
                    model_name='appointment',
                    constraint=models.UniqueConstraint(condition=models.Q(('group', None)), fields=('organisation', 'booking'), name='one_appointment_for_a_time'),
                ),
                migrations.AddConstraint(
                    model_name='appointment',
                    constraint=models.CheckConstraint(condition=models.Q(('group', None), ('booking__isnull', False), _connector='OR'), name='appointment_in_a_group_has_its_time'),
                ),
                migrations.AddConstraint(
                    model_name='appointment',
                    constraint=models.CheckConstraint(condition=models.Q(('invited_at__isnull', False), ('booked_at__isnull', False), _connector='OR'), name='appointment_invited_or_booked'),
                ),
                migrations.AddConstraint(
                    model_name='appointment',
                    constraint=models.CheckConstraint(condition=models.Q(models.Q(('cancelled_at', None), ('cancelled_by', '')), models.Q(('cancelled_at__isnull', False), models.Q(('cancelled_by', ''), _negated=True)), _connector='OR'), name='cancelled_by_somebody'),
                ),
                migrations.AddConstraint(
                    model_name='sooneroffer',
                    constraint=models.CheckConstraint(condition=models.Q(('until__gt', models.F('made_at'))), name='sooner_offer_lasts_a_while'),
                ),
                migrations.AddConstraint(
                    model_name='sooneroffer',
                    constraint=models.CheckConstraint(condition=models.Q(models.Q(('answer', ''), ('answered_at', None)), models.Q(('answered_at__isnull', False), models.Q(('answer', ''), _negated=True)), _connector='OR'), name='sooner_offer_answered_at_a_moment'),
                ),
                migrations.AddConstraint(
                    model_name='sooneroffer',
                    constraint=models.UniqueConstraint(condition=models.Q(('answer', '')), fields=('organisation', 'booking'), name='one_person_for_a_kept_moment'),
                ),
                migrations.AddConstraint(
                    model_name='sooneroffer',
                    constraint=models.UniqueConstraint(condition=models.Q(('answer', '')), fields=('organisation', 'appointment'), name='one_kept_moment_for_a_person'),
                ),
            ],
        ),
    ]
