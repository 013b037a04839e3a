-- A tree of alliances never bites its own tail. The lock makes two who move branches at once wait for each
-- other; without it each would see a tree that the other is about to change.
CREATE FUNCTION alliances_no_ring() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM pg_advisory_xact_lock(hashtext('alliances_alliance.parent'));
  IF EXISTS (
    WITH RECURSIVE above(id) AS (
      SELECT NEW.parent_id
      UNION
      SELECT parent_id FROM alliances_alliance JOIN above USING (id) WHERE parent_id IS NOT NULL
    )
    SELECT FROM above WHERE id = NEW.id
  ) THEN
    RAISE EXCEPTION 'an alliance cannot stand below itself' USING CONSTRAINT = 'alliance_tree_without_rings',
      ERRCODE = 'check_violation';
  END IF;
  RETURN NULL;
END $$;

CREATE TRIGGER no_ring AFTER UPDATE OF parent_id ON alliances_alliance
FOR EACH ROW WHEN (NEW.parent_id IS NOT NULL AND NEW.parent_id IS DISTINCT FROM OLD.parent_id)
EXECUTE FUNCTION alliances_no_ring();
