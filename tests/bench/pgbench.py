"""What the database alone would do: a claim as one statement, by PostgreSQL's own load generator."""

import os
import re
import subprocess
import tempfile
from pathlib import Path

from django.db import connection

from portal.runtime import demotion

EACH = 40
"""Claims of one client; a unit can claim a project once only."""

SCRIPT = """
\\set at :at + 1
\\set ordinal :client_id * {each} + :at
\\set unit :first_unit + :ordinal
\\set project :first_project + :ordinal % :many
WITH held AS (
  SELECT id, title FROM projects_project
  WHERE id = :project AND state = 'published' AND (capacity IS NULL OR claimed < capacity)
  FOR NO KEY UPDATE
), made AS (
  INSERT INTO projects_claim
    (project_id, unit_id, ordinal, part, kind, state, promise, claimed_at, end_reason, version)
  SELECT id, :unit, :ordinal, 'partner', 'new', 'submitted', '安装路灯 32 盏', now(), '', 1 FROM held
  RETURNING id
)
INSERT INTO portal_step (subject_kind, subject_id, subject_title, verb, label, from_state, to_state,
                         for_unit_id, opinion, basis, occurred_at, recorded_at)
SELECT 'claim', made.id, held.title, 'create', '认领', '', 'submitted', :unit, '', '电话', now(), now()
FROM made, held;
"""


def claims_a_second(first_unit: int, projects: list[int], clients: int) -> float:
    """Claims of units with consecutive ids, client after client. RuntimeError if one failed."""
    place = connection.settings_dict
    programs = demotion.binaries(user=None)
    with tempfile.TemporaryDirectory() as folder:
        script = Path(folder) / "claim.sql"
        script.write_text(SCRIPT.format(each=EACH), encoding="utf-8")
        where = [
            "-h",
            str(place["HOST"]),
            "-p",
            str(place["PORT"]),
            "-U",
            str(place["USER"]),
            str(place["NAME"]),
        ]
        known = {"first_unit": first_unit, "first_project": projects[0], "many": len(projects), "at": -1}
        given = [part for name, value in known.items() for part in ("-D", f"{name}={value}")]
        said = subprocess.run(
            [
                programs / "pgbench",
                "-n",
                "-M",
                "prepared",
                "-f",
                script,
                "-c",
                str(clients),
                "-j",
                "2",
                "-t",
                str(EACH),
                *given,
                *where,
            ],
            env=os.environ | {"LD_LIBRARY_PATH": str(programs.parent / "lib")},
            capture_output=True,
            text=True,
            check=True,
            timeout=60,
        ).stdout
    if f"transactions actually processed: {EACH * clients}/" not in said:
        raise RuntimeError(said)
    return float(re.search(r"tps = ([\d.]+)", said)[1])
