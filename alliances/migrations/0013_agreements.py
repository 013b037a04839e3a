"""Agreements of pairings by edition, their signed scans, and pairings that came from a ledger."""

import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("alliances", "0012_swap_taken_back"),
        ("members", "0011_places_of_units_hold"),
        ("portal", "0005_lighter_functions"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AlterModelOptions(name="pairingrecord", options={"verbose_name": "结对的纪实"}),
        migrations.CreateModel(
            name="Agreement",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("edition", models.PositiveSmallIntegerField(verbose_name="文本版次")),
                ("words", models.JSONField(verbose_name="内容")),
                ("kept_at", models.DateTimeField(default=django.utils.timezone.now, verbose_name="存档时间")),
                (
                    "file",
                    models.OneToOneField(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="portal.storedfile",
                        verbose_name="Word 文件",
                    ),
                ),
                (
                    "pairing",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="agreements",
                        to="alliances.pairing",
                        verbose_name="结对",
                    ),
                ),
            ],
            options={
                "verbose_name": "协议文本",
                "ordering": ["pairing", "-edition"],
            },
        ),
        migrations.CreateModel(
            name="SignedAgreement",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("edition", models.PositiveSmallIntegerField(verbose_name="文本版次")),
                ("basis", models.CharField(blank=True, max_length=100, verbose_name="代办依据")),
                (
                    "handed_in_at",
                    models.DateTimeField(default=django.utils.timezone.now, verbose_name="上传时间"),
                ),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="上传人",
                    ),
                ),
                (
                    "file",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="portal.storedfile",
                        verbose_name="扫描件",
                    ),
                ),
                (
                    "pairing",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="signed_agreements",
                        to="alliances.pairing",
                        verbose_name="结对",
                    ),
                ),
            ],
            options={
                "verbose_name": "协议签章件",
                "ordering": ["-pk"],
            },
        ),
        migrations.RemoveConstraint(
            model_name="pairing",
            name="pairing_host_agreed_by_somebody",
        ),
        migrations.RemoveConstraint(
            model_name="pairing",
            name="pairing_partner_agreed_by_somebody",
        ),
        migrations.AddField(
            model_name="pairing",
            name="from_ledger",
            field=models.BooleanField(
                db_default=False, default=False, editable=False, verbose_name="来自台账"
            ),
        ),
        migrations.AlterField(
            model_name="pairing",
            name="drafted_by",
            field=models.ForeignKey(
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddConstraint(
            model_name="pairing",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("host_agreed_at__isnull", True), ("host_agreed_by__isnull", True)),
                    models.Q(("host_agreed_at__isnull", False), ("host_agreed_by__isnull", False)),
                    models.Q(("host_agreed_at__isnull", False), ("from_ledger", True)),
                    _connector="OR",
                ),
                name="pairing_host_agreed_by_somebody",
            ),
        ),
        migrations.AddConstraint(
            model_name="pairing",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("partner_agreed_at__isnull", True), ("partner_agreed_by__isnull", True)),
                    models.Q(("partner_agreed_at__isnull", False), ("partner_agreed_by__isnull", False)),
                    models.Q(("partner_agreed_at__isnull", False), ("from_ledger", True)),
                    _connector="OR",
                ),
                name="pairing_partner_agreed_by_somebody",
            ),
        ),
        migrations.AddConstraint(
            model_name="pairing",
            constraint=models.CheckConstraint(
                condition=models.Q(("drafted_by__isnull", False), ("from_ledger", True), _connector="OR"),
                name="pairing_drafted_by_somebody",
            ),
        ),
        migrations.AddConstraint(
            model_name="pairing",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("from_ledger", False),
                    ("state__in", ("filed", "renewed", "expired", "terminated")),
                    _connector="OR",
                ),
                name="pairing_from_ledger_is_filed",
            ),
        ),
        migrations.AddConstraint(
            model_name="agreement",
            constraint=models.UniqueConstraint(
                models.F("pairing"), models.F("edition"), name="agreement_edition_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="agreement",
            constraint=models.CheckConstraint(
                condition=models.Q(("edition__gte", 1)), name="agreement_edition_from_one"
            ),
        ),
    ]
