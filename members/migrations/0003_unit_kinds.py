from django.db import migrations

KINDS = [
    "机关",
    "事业单位",
    "机关事业",
    "国有企业",
    "两新组织",
    "非公企业",
    "社会组织",
    "学校",
    "医院",
    "驻区部队",
]
NEIGHBOURHOOD_KINDS = ["居民区", "村"]


def add_kinds(apps, schema_editor):
    kind = apps.get_model("members", "UnitKind")
    names = [*KINDS, *NEIGHBOURHOOD_KINDS]
    kind.objects.using(schema_editor.connection.alias).bulk_create(
        kind(name=name, is_neighbourhood=name in NEIGHBOURHOOD_KINDS, sort=10 * place)
        for place, name in enumerate(names, start=1)
    )


class Migration(migrations.Migration):
    dependencies = [("members", "0002_audit")]
    operations = [migrations.RunPython(add_kinds, migrations.RunPython.noop)]
