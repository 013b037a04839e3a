-- What both sides agree to is the text that was proposed to them: it is changed in a draft only.
CREATE FUNCTION pairing_text_frozen() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF OLD.state = 'drafted' THEN RETURN NEW; END IF;
  IF (NEW.programme_id, NEW.mode, NEW.host_id, NEW.partner_id, NEW.post_id, NEW.from_on, NEW.until_on, NEW.aim, NEW.terms)
     IS DISTINCT FROM
     (OLD.programme_id, OLD.mode, OLD.host_id, OLD.partner_id, OLD.post_id, OLD.from_on, OLD.until_on, OLD.aim, OLD.terms)
  THEN
    RAISE EXCEPTION 'the text of a proposed pairing is frozen' USING CONSTRAINT = 'pairing_text_frozen',
      ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END $$;

CREATE TRIGGER text_frozen BEFORE UPDATE ON alliances_pairing
FOR EACH ROW EXECUTE FUNCTION pairing_text_frozen();

-- Commitments are part of that text. One that is taken away with its whole pairing finds none any more.
CREATE FUNCTION commitment_text_frozen() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  theirs bigint := CASE WHEN TG_OP = 'DELETE' THEN OLD.pairing_id ELSE NEW.pairing_id END;
BEGIN
  PERFORM FROM alliances_pairing WHERE id = theirs AND state <> 'drafted';
  IF FOUND OR (TG_OP = 'UPDATE' AND NEW.pairing_id <> OLD.pairing_id) THEN
    RAISE EXCEPTION 'the commitments of a proposed pairing are frozen' USING CONSTRAINT = 'commitment_text_frozen',
      ERRCODE = 'check_violation';
  END IF;
  RETURN CASE WHEN TG_OP = 'DELETE' THEN OLD ELSE NEW END;
END $$;

CREATE TRIGGER text_frozen BEFORE INSERT OR UPDATE OR DELETE ON alliances_commitment
FOR EACH ROW EXECUTE FUNCTION commitment_text_frozen();

-- How many each side may have at a time in a round. Others of the same side and the same time are counted
-- by whom they are with, so that a renewal with the same partner takes no second place. The lock makes two
-- who take the last place wait for each other.
CREATE FUNCTION pairing_within_limits() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  round alliances_programme%ROWTYPE;
  span daterange := daterange(NEW.from_on, COALESCE(NEW.ended_on, NEW.until_on), '[]');
  others int;
BEGIN
  SELECT * INTO round FROM alliances_programme WHERE id = NEW.programme_id;
  IF round.most_per_host IS NULL AND round.most_per_partner IS NULL THEN RETURN NULL; END IF;
  PERFORM pg_advisory_xact_lock(hashtextextended('pairing limits:' || NEW.programme_id, 0));
  IF round.most_per_host IS NOT NULL THEN
    SELECT count(DISTINCT (partner_id, post_id)) INTO others FROM alliances_pairing
    WHERE programme_id = NEW.programme_id AND host_id = NEW.host_id AND state IN ('proposed', 'agreed', 'filed')
      AND daterange(from_on, COALESCE(ended_on, until_on), '[]') && span;
    IF others > round.most_per_host THEN
      RAISE EXCEPTION 'the host has as many as its round allows' USING CONSTRAINT = 'pairing_within_host_limit',
        ERRCODE = 'check_violation';
    END IF;
  END IF;
  IF round.most_per_partner IS NOT NULL THEN
    SELECT count(DISTINCT host_id) INTO others FROM alliances_pairing
    WHERE programme_id = NEW.programme_id AND state IN ('proposed', 'agreed', 'filed')
      AND (partner_id = NEW.partner_id OR post_id = NEW.post_id)
      AND daterange(from_on, COALESCE(ended_on, until_on), '[]') && span;
    IF others > round.most_per_partner THEN
      RAISE EXCEPTION 'the partner has as many as its round allows' USING CONSTRAINT = 'pairing_within_partner_limit',
        ERRCODE = 'check_violation';
    END IF;
  END IF;
  RETURN NULL;
END $$;

CREATE TRIGGER within_limits AFTER INSERT OR UPDATE OF state ON alliances_pairing
FOR EACH ROW WHEN (NEW.state IN ('proposed', 'agreed', 'filed'))
EXECUTE FUNCTION pairing_within_limits();
