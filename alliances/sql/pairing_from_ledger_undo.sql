DROP TRIGGER frozen ON alliances_agreement;
DROP FUNCTION agreement_frozen();
CREATE OR REPLACE FUNCTION pairing_text_frozen() RETURNS trigger LANGUAGE plpgsql AS $$
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
