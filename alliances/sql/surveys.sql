-- What people were asked never changes once a survey is open. Its last day can come sooner, by closing it.
CREATE FUNCTION survey_frozen() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF OLD.state = 'drafted' THEN RETURN NEW; END IF;
  IF NEW.state = 'drafted' OR NEW.until_on > OLD.until_on
    OR (to_jsonb(NEW) - '{state,version,until_on}'::text[])
      IS DISTINCT FROM (to_jsonb(OLD) - '{state,version,until_on}'::text[]) THEN
    RAISE EXCEPTION 'an open survey is frozen' USING CONSTRAINT = 'survey_frozen', ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END $$;

CREATE TRIGGER frozen BEFORE UPDATE ON alliances_survey FOR EACH ROW EXECUTE FUNCTION survey_frozen();

CREATE FUNCTION survey_part_frozen() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  theirs bigint := CASE WHEN TG_OP = 'DELETE' THEN OLD.survey_id ELSE NEW.survey_id END;
BEGIN
  PERFORM FROM alliances_survey WHERE id = theirs AND state <> 'drafted';
  IF FOUND OR (TG_OP = 'UPDATE' AND NEW.survey_id <> OLD.survey_id) THEN
    RAISE EXCEPTION 'an open survey is frozen' USING CONSTRAINT = 'survey_frozen', ERRCODE = 'check_violation';
  END IF;
  RETURN CASE WHEN TG_OP = 'DELETE' THEN OLD ELSE NEW END;
END $$;

CREATE TRIGGER frozen BEFORE INSERT OR UPDATE OR DELETE ON alliances_question
FOR EACH ROW EXECUTE FUNCTION survey_part_frozen();
CREATE TRIGGER frozen BEFORE INSERT OR UPDATE OR DELETE ON alliances_judgingside
FOR EACH ROW EXECUTE FUNCTION survey_part_frozen();
CREATE TRIGGER frozen BEFORE INSERT OR UPDATE OR DELETE ON alliances_surveysubject
FOR EACH ROW EXECUTE FUNCTION survey_part_frozen();

-- A link answers once, and whoever has used it stays unknown.
CREATE FUNCTION link_used_once() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'the link has answered' USING CONSTRAINT = 'link_used_once', ERRCODE = 'check_violation';
END $$;

CREATE TRIGGER used_once BEFORE UPDATE OR DELETE ON alliances_answerlink
FOR EACH ROW WHEN (OLD.is_used) EXECUTE FUNCTION link_used_once();

-- A tally begins with nought and grows by one whole answer while its survey is open. This stands in the place
-- of an audit, which would tell the order of answers.
CREATE FUNCTION tally_grows() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  asked integer[];
  most integer := CASE WHEN TG_OP = 'INSERT' THEN 0 ELSE OLD.ballots + 1 END;
BEGIN
  IF TG_OP = 'UPDATE' THEN
    PERFORM FROM alliances_survey JOIN alliances_surveysubject ON survey_id = alliances_survey.id
    WHERE alliances_surveysubject.id = NEW.subject_id AND state = 'open';
    IF NOT FOUND THEN
      RAISE EXCEPTION 'the survey is not open' USING CONSTRAINT = 'tally_while_open', ERRCODE = 'check_violation';
    END IF;
    IF (NEW.subject_id, NEW.side_id) <> (OLD.subject_id, OLD.side_id) OR NOT NEW.remarks @> OLD.remarks THEN
      RAISE EXCEPTION 'a tally keeps what it has' USING CONSTRAINT = 'tally_grows', ERRCODE = 'check_violation';
    END IF;
  END IF;
  IF NEW.ballots <> most OR cardinality(NEW.remarks) > NEW.ballots THEN
    RAISE EXCEPTION 'a tally grows by one' USING CONSTRAINT = 'tally_grows', ERRCODE = 'check_violation';
  END IF;
  FOREACH asked SLICE 1 IN ARRAY NEW.counts LOOP
    IF (SELECT sum(each) FROM unnest(asked) AS each) <> NEW.ballots THEN
      RAISE EXCEPTION 'every question has as many answers as there are ballots'
        USING CONSTRAINT = 'tally_adds_up', ERRCODE = 'check_violation';
    END IF;
  END LOOP;
  IF TG_OP = 'UPDATE' AND (SELECT bool_or(later < earlier)
    FROM unnest(NEW.counts, OLD.counts) AS both_of (later, earlier)) THEN
    RAISE EXCEPTION 'a tally keeps what it has' USING CONSTRAINT = 'tally_grows', ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END $$;

CREATE TRIGGER grows BEFORE INSERT OR UPDATE ON alliances_tally
FOR EACH ROW EXECUTE FUNCTION tally_grows();

CREATE FUNCTION tally_stays() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'answers stay' USING CONSTRAINT = 'tally_stays', ERRCODE = 'check_violation';
END $$;

CREATE TRIGGER stays BEFORE DELETE ON alliances_tally FOR EACH ROW WHEN (OLD.ballots > 0)
EXECUTE FUNCTION tally_stays();
