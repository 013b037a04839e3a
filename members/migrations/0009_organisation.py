import django.contrib.postgres.fields
import django.contrib.postgres.indexes
import django.contrib.postgres.search
import django.db.models.deletion
from django.db import migrations, models

import portal.search
from portal.audit.operations import audit_table

KEEP_TREE = """
-- Writes the path of a node and refuses what would make no tree. Arguments: the words its complaints begin
-- with, the levels from the highest to the lowest, and the state of a node that has not ended.
CREATE FUNCTION members_keep_tree() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  levels text[] := string_to_array(TG_ARGV[1], ',');
  own_level integer := array_position(levels, NEW.level::text);
  own_district text := (SELECT left(code, 6) FROM members_region WHERE id = NEW.region_id);
  above record;
  has_standing boolean;
  highest_below integer;
  broken text;
BEGIN
  NEW.path := ARRAY[NEW.id];
  IF NEW.parent_id IS NOT NULL THEN
    -- Held until the end of the transaction, so that two who hang each other's nodes cannot both succeed.
    EXECUTE format('SELECT node.path, node.level, node.state, left(code, 6) AS district FROM %s AS node'
                   ' JOIN members_region ON members_region.id = region_id WHERE node.id = $1 FOR SHARE OF node', TG_RELID::regclass)
      INTO above USING NEW.parent_id;
    NEW.path := above.path || NEW.id;
    broken := CASE
      WHEN above.path IS NULL OR NEW.id = ANY (above.path) THEN 'no_circle'
      WHEN above.district <> own_district THEN 'one_district'
      WHEN NEW.state = TG_ARGV[2] AND above.state <> TG_ARGV[2] THEN 'under_what_stands'
      WHEN NOT members_level_fits(own_level, array_position(levels, above.level::text)) THEN 'level_in_order'
    END;
  END IF;
  IF TG_OP = 'UPDATE' THEN
    EXECUTE format('SELECT bool_or(state = $2), min(array_position($3, level::text)) FROM %s'
                   ' WHERE parent_id = $1', TG_RELID::regclass)
      INTO has_standing, highest_below USING NEW.id, TG_ARGV[2], levels;
    broken := coalesce(broken, CASE
      WHEN NEW.region_id <> OLD.region_id THEN 'stays_with_region'
      WHEN NEW.state <> TG_ARGV[2] AND has_standing THEN 'under_what_stands'
      WHEN NOT members_level_fits(highest_below, own_level) THEN 'level_in_order'
    END);
  END IF;
  IF broken IS NOT NULL THEN
    broken := TG_ARGV[0] || '_' || broken;
    RAISE EXCEPTION 'row of "%" violates "%"', TG_TABLE_NAME, broken
      USING CONSTRAINT = broken, ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END $$;

CREATE FUNCTION members_level_fits(own integer, above integer) RETURNS boolean
LANGUAGE sql IMMUTABLE AS 'SELECT own > above OR (own = 1 AND above = 1)';

-- What stands under a node that moved is read anew, one level after the other.
CREATE FUNCTION members_move_branch() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  EXECUTE format('UPDATE %s SET path = path WHERE parent_id = $1', TG_RELID::regclass) USING NEW.id;
  RETURN NULL;
END $$;
"""

FORGET_TREE = """
DROP FUNCTION members_move_branch();
DROP FUNCTION members_keep_tree();
DROP FUNCTION members_level_fits(integer, integer);
"""

SITES = ("members_site", "site", "centre,station,point", "open")
PARTY_ORGS = ("members_partyorg", "party_org", "committee,general_branch,branch,group", "active")


def keep_tree(table, *arguments):
    """The triggers on a table of TreeNode."""
    given = ", ".join(f"'{each}'" for each in arguments)
    return migrations.RunSQL(
        f"""
        CREATE TRIGGER keep_tree BEFORE INSERT OR UPDATE OF parent_id, region_id, level, state, path ON {table}
        FOR EACH ROW EXECUTE FUNCTION members_keep_tree({given});
        CREATE TRIGGER move_branch AFTER UPDATE ON {table}
        FOR EACH ROW WHEN (OLD.path IS DISTINCT FROM NEW.path) EXECUTE FUNCTION members_move_branch();
        """,
        f"DROP TRIGGER move_branch ON {table}; DROP TRIGGER keep_tree ON {table};",
    )


CONTACT = ["contact_name", "contact_phone"]


class Migration(migrations.Migration):
    dependencies = [
        ("members", "0008_late_days_hold"),
    ]

    operations = [
        migrations.CreateModel(
            name="PartyOrg",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "path",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.BigIntegerField(),
                        db_default=models.Value(
                            [],
                            output_field=django.contrib.postgres.fields.ArrayField(
                                base_field=models.BigIntegerField(), size=None
                            ),
                        ),
                        editable=False,
                        size=None,
                    ),
                ),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                (
                    "level",
                    models.CharField(
                        choices=[
                            ("committee", "党（工）委"),
                            ("general_branch", "党总支"),
                            ("branch", "党支部"),
                            ("group", "党小组"),
                        ],
                        max_length=16,
                        verbose_name="层级",
                    ),
                ),
                ("form", models.CharField(blank=True, max_length=30, verbose_name="形式")),
                ("name", models.CharField(max_length=100, verbose_name="名称")),
                ("superior", models.CharField(blank=True, max_length=100, verbose_name="本系统以外的上级")),
                ("established_on", models.DateField(blank=True, null=True, verbose_name="成立日期")),
                (
                    "state",
                    models.CharField(
                        choices=[("active", "正常"), ("merged", "归并"), ("removed", "撤销")],
                        default="active",
                        editable=False,
                        max_length=10,
                        verbose_name="状态",
                    ),
                ),
                (
                    "decided_on",
                    models.DateField(blank=True, editable=False, null=True, verbose_name="决定日期"),
                ),
                (
                    "decision_number",
                    models.CharField(blank=True, editable=False, max_length=60, verbose_name="文号"),
                ),
                ("reason", models.CharField(blank=True, editable=False, max_length=200, verbose_name="原因")),
                (
                    "grams",
                    models.GeneratedField(
                        db_persist=True,
                        expression=portal.search.CjkGrams("name"),
                        output_field=django.contrib.postgres.search.SearchVectorField(),
                    ),
                ),
                (
                    "parent",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="children",
                        to="members.partyorg",
                        verbose_name="上级",
                    ),
                ),
                (
                    "place",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="%(class)ss_here",
                        to="members.region",
                        verbose_name="所在村居",
                    ),
                ),
                (
                    "region",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="%(class)ss",
                        to="members.region",
                        verbose_name="街道（镇）",
                    ),
                ),
                (
                    "successors",
                    models.ManyToManyField(
                        blank=True, related_name="merged_from", to="members.partyorg", verbose_name="归并到"
                    ),
                ),
                (
                    "unit",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="party_orgs",
                        to="members.unit",
                        verbose_name="所在单位",
                    ),
                ),
            ],
            options={
                "verbose_name": "党组织",
            },
        ),
        migrations.CreateModel(
            name="Site",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "path",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.BigIntegerField(),
                        db_default=models.Value(
                            [],
                            output_field=django.contrib.postgres.fields.ArrayField(
                                base_field=models.BigIntegerField(), size=None
                            ),
                        ),
                        editable=False,
                        size=None,
                    ),
                ),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                (
                    "level",
                    models.CharField(
                        choices=[("centre", "中心"), ("station", "站"), ("point", "点")],
                        max_length=10,
                        verbose_name="层级",
                    ),
                ),
                ("kind", models.CharField(blank=True, max_length=30, verbose_name="叫法")),
                ("name", models.CharField(max_length=60, verbose_name="名称")),
                ("address", models.CharField(blank=True, max_length=200, verbose_name="地址")),
                ("opening_hours", models.CharField(blank=True, max_length=100, verbose_name="开放时间")),
                ("contact_name", models.CharField(blank=True, max_length=40, verbose_name="联系人")),
                ("contact_phone", models.CharField(blank=True, max_length=30, verbose_name="联系电话")),
                ("shared", models.BooleanField(default=False, verbose_name="向成员单位共享")),
                (
                    "state",
                    models.CharField(
                        choices=[("open", "开放"), ("closed", "停用")],
                        default="open",
                        editable=False,
                        max_length=10,
                        verbose_name="状态",
                    ),
                ),
                (
                    "closed_on",
                    models.DateField(blank=True, editable=False, null=True, verbose_name="停用日期"),
                ),
                (
                    "grams",
                    models.GeneratedField(
                        db_persist=True,
                        expression=portal.search.CjkGrams("name"),
                        output_field=django.contrib.postgres.search.SearchVectorField(),
                    ),
                ),
                (
                    "parent",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="children",
                        to="members.site",
                        verbose_name="上级",
                    ),
                ),
                (
                    "place",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="%(class)ss_here",
                        to="members.region",
                        verbose_name="所在村居",
                    ),
                ),
                (
                    "region",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="%(class)ss",
                        to="members.region",
                        verbose_name="街道（镇）",
                    ),
                ),
                (
                    "unit",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="sites",
                        to="members.unit",
                        verbose_name="运行单位",
                    ),
                ),
            ],
            options={
                "verbose_name": "阵地",
            },
        ),
        migrations.CreateModel(
            name="Team",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("name", models.CharField(max_length=60, verbose_name="名称")),
                ("kind", models.CharField(max_length=30, verbose_name="类型")),
                ("people", models.PositiveIntegerField(blank=True, null=True, verbose_name="人数")),
                ("abilities", models.CharField(blank=True, max_length=200, verbose_name="能做什么")),
                ("contact_name", models.CharField(blank=True, max_length=40, verbose_name="负责人")),
                ("contact_phone", models.CharField(blank=True, max_length=30, verbose_name="负责人电话")),
                ("founded_on", models.DateField(blank=True, null=True, verbose_name="成立日期")),
                (
                    "state",
                    models.CharField(
                        choices=[("active", "正常"), ("dissolved", "解散")],
                        default="active",
                        editable=False,
                        max_length=10,
                        verbose_name="状态",
                    ),
                ),
                (
                    "dissolved_on",
                    models.DateField(blank=True, editable=False, null=True, verbose_name="解散日期"),
                ),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                (
                    "grams",
                    models.GeneratedField(
                        db_persist=True,
                        expression=portal.search.CjkGrams("name"),
                        output_field=django.contrib.postgres.search.SearchVectorField(),
                    ),
                ),
                (
                    "party_org",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="teams",
                        to="members.partyorg",
                        verbose_name="所属党组织",
                    ),
                ),
                (
                    "place",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="teams_here",
                        to="members.region",
                        verbose_name="所在村居",
                    ),
                ),
                (
                    "region",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="teams",
                        to="members.region",
                        verbose_name="街道（镇）",
                    ),
                ),
                (
                    "unit",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="teams",
                        to="members.unit",
                        verbose_name="所属单位（村居）",
                    ),
                ),
            ],
            options={
                "verbose_name": "队伍",
            },
        ),
        migrations.AddIndex(
            model_name="partyorg",
            index=django.contrib.postgres.indexes.GinIndex(
                models.F("grams"), fastupdate=False, name="party_org_grams"
            ),
        ),
        migrations.AddIndex(
            model_name="partyorg",
            index=models.Index(fields=["name", "id"], name="party_org_by_name"),
        ),
        migrations.AddConstraint(
            model_name="partyorg",
            constraint=models.UniqueConstraint(
                condition=models.Q(("state", "active")),
                fields=("region", "name"),
                name="party_org_name_once_per_region",
            ),
        ),
        migrations.AddConstraint(
            model_name="partyorg",
            constraint=models.CheckConstraint(
                condition=models.Q(("level__in", ["committee", "general_branch", "branch", "group"])),
                name="party_org_level_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="partyorg",
            constraint=models.CheckConstraint(
                condition=models.Q(("state__in", ["active", "merged", "removed"])),
                name="party_org_state_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="partyorg",
            constraint=models.CheckConstraint(
                condition=models.Q(("parent__isnull", True), ("superior", ""), _connector="OR"),
                name="party_org_one_superior",
            ),
        ),
        migrations.AddConstraint(
            model_name="partyorg",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state__in", ("merged", "removed")), ("decided_on__isnull", False)),
                    models.Q(
                        models.Q(("state__in", ("merged", "removed")), _negated=True),
                        ("decided_on__isnull", True),
                    ),
                    _connector="OR",
                ),
                name="party_org_ended_has_a_day",
            ),
        ),
        migrations.AddConstraint(
            model_name="partyorg",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state", "removed"), _negated=True),
                    models.Q(("reason", ""), _negated=True),
                    _connector="OR",
                ),
                name="party_org_removed_has_a_reason",
            ),
        ),
        migrations.AddConstraint(
            model_name="partyorg",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("decided_on__isnull", True),
                    ("established_on__isnull", True),
                    ("decided_on__gte", models.F("established_on")),
                    _connector="OR",
                ),
                name="party_org_ends_after_start",
            ),
        ),
        migrations.AddIndex(
            model_name="site",
            index=django.contrib.postgres.indexes.GinIndex(
                models.F("grams"), fastupdate=False, name="site_grams"
            ),
        ),
        migrations.AddIndex(
            model_name="site",
            index=models.Index(fields=["name", "id"], name="site_by_name"),
        ),
        migrations.AddConstraint(
            model_name="site",
            constraint=models.UniqueConstraint(
                models.F("region"), models.F("name"), name="site_name_once_per_region"
            ),
        ),
        migrations.AddConstraint(
            model_name="site",
            constraint=models.CheckConstraint(
                condition=models.Q(("level__in", ["centre", "station", "point"])), name="site_level_known"
            ),
        ),
        migrations.AddConstraint(
            model_name="site",
            constraint=models.CheckConstraint(
                condition=models.Q(("state__in", ["open", "closed"])), name="site_state_known"
            ),
        ),
        migrations.AddConstraint(
            model_name="site",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("closed_on__isnull", False), ("state", "closed")),
                    models.Q(models.Q(("state", "closed"), _negated=True), ("closed_on__isnull", True)),
                    _connector="OR",
                ),
                name="site_closed_has_a_day",
            ),
        ),
        migrations.AddIndex(
            model_name="team",
            index=django.contrib.postgres.indexes.GinIndex(
                models.F("grams"), fastupdate=False, name="team_grams"
            ),
        ),
        migrations.AddIndex(
            model_name="team",
            index=models.Index(fields=["name", "id"], name="team_by_name"),
        ),
        migrations.AddIndex(
            model_name="team",
            index=models.Index(
                models.OrderBy(models.F("people"), descending=True, nulls_last=True),
                models.OrderBy(models.F("id"), descending=True),
                name="team_by_people",
            ),
        ),
        migrations.AddConstraint(
            model_name="team",
            constraint=models.UniqueConstraint(
                condition=models.Q(("state", "active")),
                fields=("region", "name"),
                name="team_name_once_per_region",
            ),
        ),
        migrations.AddConstraint(
            model_name="team",
            constraint=models.CheckConstraint(
                condition=models.Q(("state__in", ["active", "dissolved"])), name="team_state_known"
            ),
        ),
        migrations.AddConstraint(
            model_name="team",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("dissolved_on__isnull", False), ("state", "dissolved")),
                    models.Q(models.Q(("state", "dissolved"), _negated=True), ("dissolved_on__isnull", True)),
                    _connector="OR",
                ),
                name="team_dissolved_has_a_day",
            ),
        ),
        migrations.AddConstraint(
            model_name="team",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("dissolved_on__isnull", True),
                    ("founded_on__isnull", True),
                    ("dissolved_on__gte", models.F("founded_on")),
                    _connector="OR",
                ),
                name="team_ends_after_start",
            ),
        ),
        migrations.RunSQL([KEEP_TREE], [FORGET_TREE]),
        keep_tree(*SITES),
        keep_tree(*PARTY_ORGS),
        audit_table("members_site", personal=CONTACT, omitted=["grams"]),
        audit_table("members_partyorg", omitted=["grams"]),
        audit_table("members_partyorg_successors"),
        audit_table("members_team", personal=CONTACT, omitted=["grams"]),
    ]
