"""What the database holds about claims, and the audit of every table."""

from django.db import migrations

from portal.audit.operations import audit_table

COUNT_CLAIMS = """
CREATE FUNCTION projects_claim_holds(state text) RETURNS integer
LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT CASE WHEN state IN ('offered', 'pending_unit', 'submitted', 'confirmed', 'completed', 'closed')
         THEN 1 ELSE 0 END
$$;

-- Keeps projects_project.claimed. Together with the CHECK claimed <= capacity, whoever writes a claim too
-- many is refused, raw SQL included: the update waits for the project's row and then sees what is true.
CREATE FUNCTION projects_count_claims() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  held integer := 0;
  holds integer := 0;
BEGIN
  IF TG_OP <> 'INSERT' THEN held := projects_claim_holds(OLD.state); END IF;
  IF TG_OP <> 'DELETE' THEN holds := projects_claim_holds(NEW.state); END IF;
  IF TG_OP = 'UPDATE' AND OLD.project_id <> NEW.project_id THEN
    RAISE EXCEPTION 'a claim stays with its project' USING CONSTRAINT = 'claim_stays_with_project',
      ERRCODE = 'check_violation';
  END IF;
  IF held <> holds THEN
    UPDATE projects_project SET claimed = claimed + holds - held
    WHERE id = CASE WHEN TG_OP = 'DELETE' THEN OLD.project_id ELSE NEW.project_id END;
  END IF;
  RETURN NULL;
END $$;

CREATE TRIGGER count_claims AFTER INSERT OR UPDATE OR DELETE ON projects_claim
FOR EACH ROW EXECUTE FUNCTION projects_count_claims();

-- Nobody sets the count by hand: outside the trigger above it may not change.
CREATE FUNCTION projects_claimed_is_counted() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF pg_trigger_depth() = 1 THEN
    RAISE EXCEPTION 'claimed is counted, not set' USING CONSTRAINT = 'project_claimed_is_counted',
      ERRCODE = 'check_violation';
  END IF;
  RETURN NULL;
END $$;

-- AFTER, since a BEFORE trigger would have the generated columns computed anew for every claim.
CREATE TRIGGER claimed_is_counted AFTER UPDATE OF claimed ON projects_project
FOR EACH ROW WHEN (OLD.claimed IS DISTINCT FROM NEW.claimed) EXECUTE FUNCTION projects_claimed_is_counted();
"""

UNDO = """
DROP TRIGGER claimed_is_counted ON projects_project;
DROP TRIGGER count_claims ON projects_claim;
DROP FUNCTION projects_claimed_is_counted();
DROP FUNCTION projects_count_claims();
DROP FUNCTION projects_claim_holds(text);
"""

CONTACT = ["contact_name", "contact_phone"]


class Migration(migrations.Migration):
    dependencies = [("projects", "0001_initial")]
    operations = [
        migrations.RunSQL(COUNT_CLAIMS, UNDO),
        audit_table("projects_category"),
        audit_table("projects_resource", personal=CONTACT, omitted=["grams"]),
        audit_table("projects_need", personal=CONTACT, omitted=["grams"]),
        audit_table("projects_project", personal=CONTACT, omitted=["grams"]),
        audit_table("projects_project_neighbourhoods"),
        audit_table("projects_project_reserved_for"),
        audit_table("projects_target"),
        audit_table("projects_claim"),
        audit_table("projects_claimrecord"),
        audit_table("projects_contribution"),
        audit_table("projects_feedback"),
    ]
