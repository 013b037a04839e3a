-- What came from a ledger was agreed on paper: the portal holds nobody's consent to that text, so another
-- ledger may correct it. Each correction counts the version, as everything does that goes by an action.
CREATE OR REPLACE FUNCTION pairing_text_frozen() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW.from_ledger IS DISTINCT FROM OLD.from_ledger THEN
    RAISE EXCEPTION 'where a pairing came from does not change' USING CONSTRAINT = 'pairing_origin_frozen',
      ERRCODE = 'check_violation';
  END IF;
  IF OLD.state = 'drafted' OR (OLD.from_ledger AND NEW.version > OLD.version) THEN RETURN NEW; END IF;
  IF (NEW.programme_id, NEW.mode, NEW.host_id, NEW.partner_id, NEW.post_id, NEW.from_on, NEW.until_on, NEW.aim, NEW.terms)
     IS DISTINCT FROM
     (OLD.programme_id, OLD.mode, OLD.host_id, OLD.partner_id, OLD.post_id, OLD.from_on, OLD.until_on, OLD.aim, OLD.terms)
  THEN
    RAISE EXCEPTION 'the text of a proposed pairing is frozen' USING CONSTRAINT = 'pairing_text_frozen',
      ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END $$;

-- What an edition said is never said otherwise; its file is given once.
CREATE FUNCTION agreement_frozen() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF (NEW.pairing_id, NEW.edition, NEW.words) IS DISTINCT FROM (OLD.pairing_id, OLD.edition, OLD.words)
     OR (OLD.file_id IS NOT NULL AND NEW.file_id IS DISTINCT FROM OLD.file_id)
  THEN
    RAISE EXCEPTION 'an edition of an agreement is frozen' USING CONSTRAINT = 'agreement_frozen',
      ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END $$;

CREATE TRIGGER frozen BEFORE UPDATE ON alliances_agreement
FOR EACH ROW EXECUTE FUNCTION agreement_frozen();
