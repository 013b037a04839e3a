-- A scheme that was adopted never says otherwise: neither itself, nor what hangs on it. Taking the adoption
-- back makes it a draft again, as long as no cycle was opened by it.
CREATE FUNCTION scheme_frozen() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF OLD.state = 'drafted' THEN RETURN NEW; END IF;
  IF (to_jsonb(NEW) - '{state,version}'::text[]) IS DISTINCT FROM (to_jsonb(OLD) - '{state,version}'::text[]) THEN
    RAISE EXCEPTION 'an adopted scheme is frozen' USING CONSTRAINT = 'scheme_frozen', ERRCODE = 'check_violation';
  END IF;
  IF NEW.state = 'drafted' AND EXISTS (SELECT FROM alliances_cycle WHERE scheme_id = NEW.id) THEN
    RAISE EXCEPTION 'the scheme has cycles' USING CONSTRAINT = 'scheme_used', ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END $$;

CREATE TRIGGER frozen BEFORE UPDATE ON alliances_scheme FOR EACH ROW EXECUTE FUNCTION scheme_frozen();

-- Member units get feedback, never a grade.
CREATE FUNCTION scheme_grades_party_orgs() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM FROM alliances_grade WHERE scheme_id = NEW.id;
  IF FOUND THEN
    RAISE EXCEPTION 'feedback gives no grades' USING CONSTRAINT = 'scheme_feedback_without_grades',
      ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END $$;

CREATE TRIGGER without_grades BEFORE UPDATE OF state ON alliances_scheme FOR EACH ROW
WHEN (NEW.purpose = 'feedback' AND NEW.state <> 'drafted') EXECUTE FUNCTION scheme_grades_party_orgs();

CREATE FUNCTION scheme_part_frozen() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  theirs bigint := CASE WHEN TG_OP = 'DELETE' THEN OLD.scheme_id ELSE NEW.scheme_id END;
BEGIN
  PERFORM FROM alliances_scheme WHERE id = theirs AND state <> 'drafted';
  IF FOUND OR (TG_OP = 'UPDATE' AND NEW.scheme_id <> OLD.scheme_id) THEN
    RAISE EXCEPTION 'an adopted scheme is frozen' USING CONSTRAINT = 'scheme_frozen', ERRCODE = 'check_violation';
  END IF;
  RETURN CASE WHEN TG_OP = 'DELETE' THEN OLD ELSE NEW END;
END $$;

CREATE TRIGGER frozen BEFORE INSERT OR UPDATE OR DELETE ON alliances_indicator
FOR EACH ROW EXECUTE FUNCTION scheme_part_frozen();
CREATE TRIGGER frozen BEFORE INSERT OR UPDATE OR DELETE ON alliances_grade
FOR EACH ROW EXECUTE FUNCTION scheme_part_frozen();
CREATE TRIGGER frozen BEFORE INSERT OR UPDATE OR DELETE ON alliances_condition
FOR EACH ROW EXECUTE FUNCTION scheme_part_frozen();
CREATE TRIGGER frozen BEFORE INSERT OR UPDATE OR DELETE ON alliances_scheme_unit_kinds
FOR EACH ROW EXECUTE FUNCTION scheme_part_frozen();

-- Two levels: an indicator stands under a group of its own scheme, a group under nothing.
CREATE FUNCTION indicator_under_group() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW.parent_id IS NOT NULL AND NOT EXISTS (
    SELECT FROM alliances_indicator WHERE id = NEW.parent_id AND scheme_id = NEW.scheme_id AND parent_id IS NULL)
  THEN
    RAISE EXCEPTION 'an indicator stands under a group of its scheme' USING CONSTRAINT = 'indicator_under_group',
      ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END $$;

CREATE TRIGGER under_group BEFORE INSERT OR UPDATE OF parent_id, scheme_id ON alliances_indicator
FOR EACH ROW EXECUTE FUNCTION indicator_under_group();

-- What a final cycle says is final.
CREATE FUNCTION cycle_final() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'a final cycle never changes' USING CONSTRAINT = 'cycle_final', ERRCODE = 'check_violation';
END $$;

CREATE TRIGGER final BEFORE UPDATE OR DELETE ON alliances_cycle
FOR EACH ROW WHEN (OLD.state = 'final') EXECUTE FUNCTION cycle_final();

CREATE FUNCTION judgement_frozen() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  theirs bigint := CASE WHEN TG_OP = 'DELETE' THEN OLD.cycle_id ELSE NEW.cycle_id END;
BEGIN
  PERFORM FROM alliances_cycle WHERE id = theirs AND state NOT IN ('open', 'computed');
  IF FOUND THEN
    RAISE EXCEPTION 'what was judged was reviewed' USING CONSTRAINT = 'judgement_frozen', ERRCODE = 'check_violation';
  END IF;
  RETURN CASE WHEN TG_OP = 'DELETE' THEN OLD ELSE NEW END;
END $$;

CREATE TRIGGER frozen BEFORE INSERT OR UPDATE OR DELETE ON alliances_judgement
FOR EACH ROW EXECUTE FUNCTION judgement_frozen();

-- Results are computed anew until they are reviewed. Afterwards an edition stays as it is, but for being the
-- current one; a further edition may follow it until the cycle is final. Whole statements are looked at: a
-- cycle's results and scores are written by the thousand.
CREATE FUNCTION results_frozen() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM FROM touched JOIN alliances_cycle ON alliances_cycle.id = touched.cycle_id
  WHERE alliances_cycle.state NOT IN ('open', 'computed')
    AND (TG_OP <> 'INSERT' OR touched.edition = 1 OR alliances_cycle.state = 'final');
  IF FOUND THEN
    RAISE EXCEPTION 'the result was reviewed' USING CONSTRAINT = 'result_frozen', ERRCODE = 'check_violation';
  END IF;
  RETURN NULL;
END $$;

CREATE FUNCTION result_replaced() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM FROM alliances_cycle WHERE id = OLD.cycle_id AND state NOT IN ('open', 'computed');
  IF FOUND AND (to_jsonb(NEW) - 'is_current') IS DISTINCT FROM (to_jsonb(OLD) - 'is_current') THEN
    RAISE EXCEPTION 'the result was reviewed' USING CONSTRAINT = 'result_frozen', ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END $$;

CREATE TRIGGER frozen_added AFTER INSERT ON alliances_result REFERENCING NEW TABLE AS touched
FOR EACH STATEMENT EXECUTE FUNCTION results_frozen();
CREATE TRIGGER frozen_gone AFTER DELETE ON alliances_result REFERENCING OLD TABLE AS touched
FOR EACH STATEMENT EXECUTE FUNCTION results_frozen();
CREATE TRIGGER frozen BEFORE UPDATE ON alliances_result FOR EACH ROW EXECUTE FUNCTION result_replaced();

CREATE FUNCTION scores_frozen() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM FROM (SELECT DISTINCT result_id FROM touched) AS theirs
  JOIN alliances_result ON alliances_result.id = theirs.result_id
  JOIN alliances_cycle ON alliances_cycle.id = alliances_result.cycle_id
  WHERE alliances_cycle.state NOT IN ('open', 'computed')
    AND (TG_OP <> 'INSERT' OR alliances_result.edition = 1 OR alliances_cycle.state = 'final');
  IF FOUND THEN
    RAISE EXCEPTION 'the score was reviewed' USING CONSTRAINT = 'score_frozen', ERRCODE = 'check_violation';
  END IF;
  RETURN NULL;
END $$;

CREATE TRIGGER frozen_added AFTER INSERT ON alliances_score REFERENCING NEW TABLE AS touched
FOR EACH STATEMENT EXECUTE FUNCTION scores_frozen();
CREATE TRIGGER frozen_changed AFTER UPDATE ON alliances_score REFERENCING OLD TABLE AS touched
FOR EACH STATEMENT EXECUTE FUNCTION scores_frozen();
CREATE TRIGGER frozen_gone AFTER DELETE ON alliances_score REFERENCING OLD TABLE AS touched
FOR EACH STATEMENT EXECUTE FUNCTION scores_frozen();
