"""Files for tests: they belong to people and places, so this builds on members."""

import factory

from portal.ledgers.snapshots.freezing import digest_of, frozen_sheets
from portal.models import Snapshot, StoredFile
from tests.factories.members import UserFactory, street
from tests.factories.year import YEAR


class StoredFileFactory(factory.django.DjangoModelFactory):
    """The row of a scan about a street; its bytes are nowhere."""

    class Meta:
        model = StoredFile

    kind = "pdf"
    media_type = "application/pdf"
    original_name = factory.Sequence(lambda n: f"扫描件{n}.pdf")
    sha256 = factory.Sequence(lambda n: f"{n:064x}")
    size = 1024
    path = factory.LazyAttribute(lambda file: f"evidence/{file.sha256}.pdf")
    about = factory.LazyFunction(street)
    uploaded_by = factory.SubFactory(UserFactory)


class SnapshotFactory(factory.django.DjangoModelFactory):
    """A street's ledgers as they are, read within the test's own transaction."""

    class Meta:
        model = Snapshot

    region = factory.LazyFunction(street)
    year = YEAR
    title = "三季度"
    by = factory.SubFactory(UserFactory)
    sheets = factory.LazyAttribute(lambda row: frozen_sheets(row.region, row.year))
    sha256 = factory.LazyAttribute(lambda row: digest_of(row.sheets))
