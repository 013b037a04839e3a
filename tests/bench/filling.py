"""Rows by the hundred thousand, in one statement each, written by the owner past triggers and indexes.

What the triggers would have counted (`claimed`) is written as they would have.
"""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connections

YEAR = 2026
DISTRICT, STREET, VILLAGES = "310116", "310116101", 20
PLACES = (
    *("东风", "五龙", "万联", "大茫", "新泾", "秀州", "待泾", "温河", "民主", "慧农"),
    *("长浜", "牡丹", "凤翔", "金来", "南圩", "西林", "北圩", "广福", "明东", "健康"),
)
THINGS = (
    *("路灯", "楼道", "公园", "花坛", "书屋", "车棚", "步道", "健身点", "充电桩", "议事厅"),
    *("老人食堂", "托管班", "科普馆", "法律讲堂", "义诊", "理发", "河道", "菜场", "停车场", "围墙"),
)
WORKS = ("改造", "更新", "共建", "提升", "维护", "关爱", "整治", "服务", "巡查", "宣讲")
RARE_EVERY = 10_000

MEMBERS = """
    WITH made AS (
      INSERT INTO members_unit (district_id, kind_id, name, aliases, neighbourhood_id, party_form, superior,
                                address, state, custom, version)
      SELECT %(district)s, %(kind)s, '测试单位第' || n || '家', '{}', NULL, '', '', '', 'active', '{}', 1
      FROM generate_series(1, %(many)s) AS n RETURNING id, name
    ), enrolled AS (
      INSERT INTO members_enrolment (unit_id, region_id, from_on, state, secretary_name, liaison_name,
                                     liaison_phone, custom, version)
      SELECT id, %(street)s, '2020-01-01', 'active', '', '', '', '{}', 1 FROM made ORDER BY id
      RETURNING id, unit_id
    ), people AS (
      INSERT INTO members_user (password, is_superuser, username, email, is_staff, is_active, date_joined,
                                name, phone)
      SELECT '!', false, 'unit' || unit_id, '', false, true, now(), '联络员', '' FROM enrolled
      RETURNING id, username
    )
    INSERT INTO members_appointment (user_id, role, enrolment_id, from_on)
    SELECT people.id, 'liaison', enrolled.id, '2020-01-01'
    FROM people JOIN enrolled ON people.username = 'unit' || enrolled.unit_id
"""

PROJECTS = """
    INSERT INTO projects_project (
      region_id, year, serial, number, category_id, unit_id, title, nth, summary, place, contact_name,
      contact_phone, remark, is_public, state, submitted_at, published_at, created_at, custom, version, goal,
      support, budget, capacity, claimed, claim_closes_at, due_on)
    SELECT %(street)s, %(year)s, n, '朱泾-项-' || %(year)s || '-' || lpad(n::text, 7, '0'),
      (%(categories)s::bigint[])[1 + n %% cardinality(%(categories)s::bigint[])],
      (%(units)s::bigint[])[1 + n * 7 %% cardinality(%(units)s::bigint[])],
      (%(places)s::text[])[1 + n %% 20] || (%(things)s::text[])[1 + n / 20 %% 20]
        || (%(works)s::text[])[1 + n / 400 %% 10]
        || CASE WHEN n %% %(rare)s = 0 THEN '龘' ELSE '' END || '第' || n || '期',
      1, repeat('为居民做一件看得见的实事。', 10), '村委会', '', '', '', false,
      CASE n %% 50 WHEN 0 THEN 'suspended' WHEN 1 THEN 'closed' ELSE 'published' END,
      moment, moment, moment, '{}', 1, '', '', 5000 + n %% 100 * 100, 1 + n %% 3,
      CASE WHEN n %% 3 = 0 THEN 1 ELSE 0 END,
      CASE WHEN n %% 4 = 0 THEN NULL ELSE now() + n %% 1000 * interval '1 hour' + interval '30 days' END,
      CASE WHEN n %% 5 = 0 THEN NULL ELSE DATE '2026-12-01' + (n %% 300)::integer END
    FROM generate_series(%(first)s::bigint, %(last)s::bigint) AS n, LATERAL (
      SELECT now() - n %% 100000 * interval '1 minute' AS moment) AS at
"""

# By fours: a village's projects close on all days, and not, like everybody's.
FOR_WHOM = """
    INSERT INTO projects_project_neighbourhoods (project_id, unit_id)
    SELECT id, (%(villages)s::bigint[])[1 + serial / 4 %% cardinality(%(villages)s::bigint[])]
    FROM projects_project WHERE serial BETWEEN %(first)s AND %(last)s
"""

CLAIMS = """
    INSERT INTO projects_claim
      (project_id, unit_id, ordinal, part, kind, state, promise, claimed_at, confirmed_at, end_reason,
       version)
    SELECT id, (%(units)s::bigint[])[1 + serial %% cardinality(%(units)s::bigint[])], 1, 'lead', 'new',
      CASE serial %% 2 WHEN 0 THEN 'confirmed' ELSE 'submitted' END, '',
      moment, CASE serial %% 2 WHEN 0 THEN moment END, '', 1
    FROM projects_project, LATERAL (SELECT now() - serial %% 1000 * interval '1 hour' AS moment) AS at
    WHERE claimed = 1 AND serial BETWEEN %(first)s AND %(last)s
"""


def run(sql: str, **values: object) -> None:
    with connections["owner"].cursor() as cursor:
        cursor.execute(sql, values)


def ids(sql: str, **values: object) -> list[int]:
    with connections["owner"].cursor() as cursor:
        cursor.execute(sql, values)
        return [row[0] for row in cursor.fetchall()]


@contextmanager
def bare(*tables: str) -> Iterator[None]:
    """The tables without our triggers and without indexes no constraint needs; all is analysed at the end."""
    made: list[str] = []
    with connections["owner"].cursor() as cursor:
        for table in tables:
            cursor.execute(f"ALTER TABLE {table} DISABLE TRIGGER USER")
            cursor.execute(
                "SELECT indexrelid::regclass::text, pg_get_indexdef(indexrelid) FROM pg_index "
                "WHERE indrelid = %s::regclass AND NOT indisunique",
                [table],
            )
            for name, definition in cursor.fetchall():
                cursor.execute(f"DROP INDEX {name}")
                made.append(definition)
    yield
    with connections["owner"].cursor() as cursor:
        cursor.execute("SET maintenance_work_mem = '512MB'")
        for definition in made:
            cursor.execute(definition)
        for table in tables:
            cursor.execute(f"ALTER TABLE {table} ENABLE TRIGGER USER")
        cursor.execute("SET client_min_messages = error")  # of the system's tables, which are not the owner's
        cursor.execute("VACUUM ANALYZE")
