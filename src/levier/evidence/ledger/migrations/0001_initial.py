import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('accounts', '0002_alter_invitation_made_at_alter_membership_given_at'),
        ('accounts', '__first__'),
        ('projects', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='LedgerItem',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('trainee', 'heures-stagiaires')], default='trainee', max_length=10)),
                ('source', models.CharField(max_length=60)),
                ('on', models.DateField(verbose_name='jour')),
                ('minutes', models.PositiveIntegerField()),
                ('claimed', models.PositiveIntegerField(default=0)),
                ('organisation', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.organisation')),
                ('project', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='ledger_items', to='projects.project')),
            ],
            options={
                'indexes': [models.Index(fields=['organisation', 'project', 'on'], name='ledger_item_by_day')],
                'constraints': [models.UniqueConstraint(fields=('organisation', 'source'), name='one_item_per_source'), models.CheckConstraint(condition=models.Q(('claimed__lte', 10000)), name='never_more_than_whole', violation_error_message='Cette heure est déjà demandée à 100 %.')],
            },
        ),
        migrations.CreateModel(
            name='Claim',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('share', models.PositiveIntegerField()),
                ('made_at', models.DateTimeField()),
                ('agreement', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='claims', to='projects.agreement')),
                ('made_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('organisation', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.organisation')),
                ('item', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='claims', to='ledger.ledgeritem')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('item', 'agreement'), name='one_claim_per_agreement', violation_error_message='Cette convention paie déjà une part de cette heure.'), models.CheckConstraint(condition=models.Q(('share__gte', 1), ('share__lte', 10000)), name='share_between_nothing_and_whole')],
            },
        ),
    ]
