"""The registry in full: agreements, visits, languages, addresses of offices, the year our office speaks."""

import django.contrib.postgres.fields
import django.db.models.deletion
import firewood.journal.identity
import firewood.journal.standing
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('archive', '0003_attachment_awaiting'),
        ('registry', '0002_claims_and_notes'),
    ]

    operations = [
        migrations.CreateModel(
            name='Agreement',
            fields=[
                ('id', models.UUIDField(default=firewood.journal.identity.new_id, editable=False, primary_key=True, serialize=False)),
                ('title', models.CharField(max_length=300, verbose_name='title')),
                ('language', models.CharField(max_length=35, verbose_name='language')),
                ('signed_words', models.TextField(blank=True, verbose_name='signed, as stated')),
                ('signed_earliest', models.DateField(blank=True, null=True, verbose_name='signed at the earliest')),
                ('signed_latest', models.DateField(blank=True, null=True, verbose_name='signed at the latest')),
                ('valid_until', models.DateField(blank=True, null=True, verbose_name='valid until')),
                ('note', models.TextField(blank=True, verbose_name='note')),
            ],
            options={
                'ordering': ['partnership', 'signed_earliest', 'id'],
            },
        ),
        migrations.CreateModel(
            name='Visit',
            fields=[
                ('id', models.UUIDField(default=firewood.journal.identity.new_id, editable=False, primary_key=True, serialize=False)),
                ('number', models.CharField(max_length=30, unique=True)),
                ('status', models.CharField(default=firewood.journal.standing.Status['ACTUAL'], max_length=8)),
                ('way', models.CharField(max_length=10)),
                ('state', models.CharField(max_length=10)),
                ('day_words', models.CharField(blank=True, max_length=200)),
                ('day_earliest', models.DateField(blank=True, null=True)),
                ('day_latest', models.DateField(blank=True, null=True)),
                ('place', models.CharField(blank=True, max_length=300)),
                ('purpose', models.TextField()),
                ('language', models.CharField(max_length=35)),
                ('ending', models.TextField(blank=True, verbose_name='why it was called off')),
                ('note', models.TextField(blank=True)),
            ],
            options={
                'ordering': ['-day_earliest', 'number'],
            },
        ),
        migrations.CreateModel(
            name='Visitor',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('ordinal', models.PositiveSmallIntegerField(default=0)),
                ('words', models.CharField(max_length=300)),
            ],
            options={
                'ordering': ['visit', 'ordinal'],
            },
        ),
        migrations.RemoveConstraint(
            model_name='partnershipstatement',
            name='partnership_one_decided_since_year',
        ),
        migrations.RemoveField(
            model_name='person',
            name='languages',
        ),
        migrations.AddField(
            model_name='office',
            name='leads',
            field=models.BooleanField(default=False, verbose_name='mayor or head'),
        ),
        migrations.AddField(
            model_name='partnership',
            name='decided_at',
            field=models.DateTimeField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name='partnership',
            name='decided_because',
            field=models.TextField(blank=True, verbose_name='why this year'),
        ),
        migrations.AddField(
            model_name='partnership',
            name='decided_by',
            field=models.CharField(blank=True, max_length=200),
        ),
        migrations.AddField(
            model_name='party',
            name='email',
            field=models.EmailField(blank=True, max_length=254, verbose_name='e-mail address of the office'),
        ),
        migrations.AddField(
            model_name='party',
            name='languages',
            field=django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=35), blank=True, default=list, size=None),
        ),
        migrations.AddField(
            model_name='party',
            name='postal_address',
            field=models.TextField(blank=True, verbose_name='postal address of the office'),
        ),
        migrations.AddField(
            model_name='party',
            name='seat',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='bodies_seated', to='registry.party'),
        ),
        migrations.AddField(
            model_name='person',
            name='reads',
            field=django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=35), blank=True, default=list, size=None),
        ),
        migrations.AddField(
            model_name='person',
            name='writes',
            field=django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=35), blank=True, default=list, size=None),
        ),
        migrations.AlterField(
            model_name='partnership',
            name='kind',
            field=models.CharField(choices=[('sister_city', 'sister city'), ('sister_district', 'sister district'), ('friendship', 'friendship for a time'), ('contact', 'contact'), ('project_partner', 'project partner'), ('partner', 'partner')], max_length=20, verbose_name='kind'),
        ),
        migrations.AlterField(
            model_name='party',
            name='kind',
            field=models.CharField(choices=[('country', 'country'), ('region', 'region'), ('city', 'city'), ('district', 'district'), ('subdistrict', 'sub-district'), ('community', 'community'), ('airport', 'airport'), ('government_body', 'government body'), ('party_committee', 'party committee'), ('ministry', 'ministry'), ('embassy', 'embassy'), ('consulate', 'consulate'), ('company', 'company'), ('hospital', 'hospital'), ('international_organisation', 'international organisation'), ('newspaper', 'newspaper'), ('other', 'other')], max_length=30, verbose_name='kind'),
        ),
        migrations.AddConstraint(
            model_name='partnershipstatement',
            constraint=models.UniqueConstraint(condition=models.Q(('decided', True)), fields=('partnership',), name='partnership_one_decided_since_year'),
        ),
        migrations.AddConstraint(
            model_name='partnershipstatement',
            constraint=models.CheckConstraint(condition=models.Q(('decided', False), ('aspect__in', ['since_year', 'years']), _connector='OR'), name='partnership_only_years_are_decided'),
        ),
        migrations.AddField(
            model_name='agreement',
            name='partnership',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='agreements', to='registry.partnership'),
        ),
        migrations.AddField(
            model_name='agreement',
            name='source',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='archive.source'),
        ),
        migrations.AddField(
            model_name='visit',
            name='occasion',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='visits', to='registry.occasion'),
        ),
        migrations.AddField(
            model_name='visit',
            name='ours',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='visits_as_ours', to='registry.party'),
        ),
        migrations.AddField(
            model_name='visit',
            name='source',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='archive.source'),
        ),
        migrations.AddField(
            model_name='visit',
            name='theirs',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='visits_as_theirs', to='registry.party'),
        ),
        migrations.AddField(
            model_name='visitor',
            name='office',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='registry.office'),
        ),
        migrations.AddField(
            model_name='visitor',
            name='person',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='visits', to='registry.person'),
        ),
        migrations.AddField(
            model_name='visitor',
            name='visit',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='visitors', to='registry.visit'),
        ),
        migrations.AddConstraint(
            model_name='agreement',
            constraint=models.CheckConstraint(condition=models.Q(('valid_until', None), ('signed_earliest', None), ('valid_until__gte', models.F('signed_earliest')), _connector='OR'), name='agreement_ends_after_it_was_signed'),
        ),
        migrations.AddIndex(
            model_name='visit',
            index=models.Index(fields=['theirs', 'status'], name='visit_theirs'),
        ),
        migrations.AddIndex(
            model_name='visit',
            index=models.Index(fields=['ours', 'status'], name='visit_ours'),
        ),
        migrations.AddConstraint(
            model_name='visit',
            constraint=models.CheckConstraint(condition=models.Q(('ours', models.F('theirs')), _negated=True), name='visit_between_two'),
        ),
        migrations.AddConstraint(
            model_name='visit',
            constraint=models.CheckConstraint(condition=models.Q(('way__in', ['to_us', 'to_them', 'elsewhere'])), name='visit_way_known'),
        ),
        migrations.AddConstraint(
            model_name='visit',
            constraint=models.CheckConstraint(condition=models.Q(('state__in', ['planned', 'held', 'called_off'])), name='visit_state_known'),
        ),
        migrations.AddConstraint(
            model_name='visit',
            constraint=models.CheckConstraint(condition=models.Q(('status__in', ['actual', 'exercise', 'test'])), name='visit_status_known'),
        ),
        migrations.AddConstraint(
            model_name='visit',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('state', 'called_off'), _negated=True), models.Q(('ending', ''), _negated=True), _connector='OR'), name='visit_called_off_says_why'),
        ),
        migrations.AddConstraint(
            model_name='visitor',
            constraint=models.UniqueConstraint(fields=('visit', 'ordinal'), name='visitor_once'),
        ),
        migrations.AddConstraint(
            model_name='visitor',
            constraint=models.CheckConstraint(condition=models.Q(('words', ''), _negated=True), name='visitor_says_who'),
        ),
    ]
