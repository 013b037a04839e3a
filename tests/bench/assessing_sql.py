"""A street's units and what they did, by the hundred thousand; and all scores of a cycle as one statement."""
# ruff: noqa: S608 our own names

from alliances.records.figures import FIGURES

METRICS = {
    "records": "1",
    **{f"record_{name}": f"(figures ->> '{name}')::numeric(14, 2)" for name in FIGURES},
}
"""Metric → how much one share counts for it."""

MEMBERS = """
    WITH made AS (
      INSERT INTO members_unit (district_id, kind_id, name, aliases, neighbourhood_id, party_form, superior,
                                address, state, custom, version)
      SELECT %(district)s, %(kind)s, %(name)s || '考核单位' || n, '{}', NULL, '', '', '', 'active', '{}', 1
      FROM generate_series(1, %(many)s) AS n RETURNING id
    )
    INSERT INTO members_enrolment (unit_id, region_id, from_on, state, secretary_name, liaison_name,
                                   liaison_phone, custom, version)
    SELECT id, %(street)s, '2020-01-01', 'active', '', '', '', '{}', 1 FROM made
"""

WORK = """
    WITH made AS (
      INSERT INTO alliances_record (
        region_id, occurred_on, recorded_at, recorded_by_id, basis, place, summary, other_figures,
        struck_reason, version, events, people, person_times, funds, goods_value, hours, metres,
        square_metres, pieces)
      SELECT %(street)s, DATE '2026-01-01' + n %% 365, now(), %(by)s, '', '', '第' || n || '次走访', '[]', '',
        1, 1, n %% 40, n %% 90, 0, 0, 0, 0, 0, 0
      FROM generate_series(1, %(many)s) AS n RETURNING id, people, person_times
    ), units AS (
      SELECT array_agg(unit_id ORDER BY unit_id) AS ids FROM members_enrolment WHERE region_id = %(street)s
    )
    INSERT INTO alliances_recordshare (record_id, unit_id, weight, figures)
    SELECT made.id, ids[1 + made.id %% cardinality(ids)], 1, jsonb_build_object(
      'events', '1', 'people', people::text, 'person_times', person_times::text,
      (%(figures)s::text[])[1 + made.id %% 6], '2.5')
    FROM made, units
"""

COUNTED = """
    SELECT unit_id, {sums} FROM alliances_recordshare AS share
    JOIN alliances_record AS record ON record.id = share.record_id
    JOIN members_region AS region ON region.id = record.region_id
    WHERE region.code LIKE %(code)s AND struck_at IS NULL
      AND occurred_on BETWEEN %(from)s AND %(until)s
    GROUP BY unit_id
"""

SAME = (
    """
    WITH counted AS ("""
    + COUNTED
    + """), values AS (
      SELECT enrolment.unit_id, indicator.id AS indicator_id, rule, full_marks, per_item, target, ordinal,
        coalesce(CASE metric {cases} END, 0)::numeric(16, 2) AS value
      FROM members_enrolment AS enrolment
      JOIN members_region AS region ON region.id = enrolment.region_id AND region.code LIKE %(code)s
      LEFT JOIN counted ON counted.unit_id = enrolment.unit_id
      CROSS JOIN alliances_indicator AS indicator
      WHERE indicator.scheme_id = %(scheme)s AND indicator.parent_id IS NOT NULL
    ), raws AS (
      SELECT *, CASE rule WHEN 'each' THEN value * per_item ELSE value / target * full_marks END AS raw,
        trim_scale(value) AS said FROM values
    ), scored AS (
      SELECT unit_id, indicator_id, ordinal, value, round(least(greatest(raw, 0), full_marks), 2) AS points,
        CASE rule
          WHEN 'each' THEN said || ' × ' || trim_scale(per_item) || ' 分 = '
          ELSE '完成 ' || said || '，目标 ' || trim_scale(target) || '：' || said || ' ÷ '
            || trim_scale(target) || ' × ' || trim_scale(full_marks) || ' = '
        END || trim_scale(round(raw, 2)) || ' 分'
        || CASE WHEN raw > full_marks THEN '，封顶 ' || trim_scale(full_marks) || ' 分' ELSE '' END AS words
      FROM raws
    ), results AS (
      INSERT INTO alliances_result
        (cycle_id, unit_id, edition, is_current, share, base, bonus, total, indices, why)
      SELECT %(cycle)s, unit_id, 1, true, 1, sum(points), 0, sum(points), '{{}}', '' FROM scored
      GROUP BY unit_id ORDER BY unit_id
      RETURNING id, unit_id
    )
    INSERT INTO alliances_score (result_id, indicator_id, value, points, words)
    SELECT results.id, indicator_id, value, points, words FROM scored JOIN results USING (unit_id)
    ORDER BY results.id, ordinal
"""
)
STATEMENT = SAME.format(
    sums=", ".join(f"sum({amount}) AS {name}" for name, amount in METRICS.items()),
    cases=" ".join(f"WHEN '{name}' THEN {name}" for name in METRICS),
)

WRITTEN = """
    SELECT unit_id, edition, share, base, total, indices, why, count(*),
      md5(string_agg(concat_ws(' ', indicator_id, value, points, words), ';' ORDER BY indicator_id))
    FROM alliances_result AS result JOIN alliances_score AS score ON score.result_id = result.id
    WHERE cycle_id = %s GROUP BY result.id ORDER BY unit_id
"""
