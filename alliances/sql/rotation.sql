-- A seat's unit and position never change: the fairness of the order rests on it.
CREATE FUNCTION alliances_seat_stands() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'a seat keeps its rotation, unit and position' USING CONSTRAINT = 'seat_stands',
    ERRCODE = 'check_violation';
END $$;

CREATE TRIGGER seat_stands BEFORE UPDATE ON alliances_seat FOR EACH ROW
WHEN ((OLD.rotation_id, OLD.unit_id, OLD.position) IS DISTINCT FROM (NEW.rotation_id, NEW.unit_id, NEW.position))
EXECUTE FUNCTION alliances_seat_stands();

-- The first period and the length of periods stand still once a duty is published.
CREATE FUNCTION alliances_rotation_stands() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (SELECT FROM alliances_duty WHERE rotation_id = OLD.id) THEN
    RAISE EXCEPTION 'duties are published already' USING CONSTRAINT = 'rotation_stands_once_published',
      ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END $$;

CREATE TRIGGER rotation_stands BEFORE UPDATE ON alliances_rotation FOR EACH ROW
WHEN ((OLD.alliance_id, OLD.anchor, OLD.cadence_months)
  IS DISTINCT FROM (NEW.alliance_id, NEW.anchor, NEW.cadence_months))
EXECUTE FUNCTION alliances_rotation_stands();

ALTER TABLE alliances_duty ADD CONSTRAINT duty_seat_of_its_rotation
  FOREIGN KEY (rotation_id, planned_seat_id) REFERENCES alliances_seat (rotation_id, id);

CREATE FUNCTION alliances_duty_stands() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'a published duty stands' USING CONSTRAINT = 'duty_stands', ERRCODE = 'check_violation';
END $$;

CREATE TRIGGER duty_stands BEFORE UPDATE ON alliances_duty FOR EACH ROW
WHEN ((OLD.rotation_id, OLD.period, OLD.slot, OLD.planned_seat_id, OLD.published_at)
  IS DISTINCT FROM (NEW.rotation_id, NEW.period, NEW.slot, NEW.planned_seat_id, NEW.published_at))
EXECUTE FUNCTION alliances_duty_stands();

CREATE TRIGGER duty_stays BEFORE DELETE ON alliances_duty FOR EACH ROW EXECUTE FUNCTION alliances_duty_stands();

-- What is published begins a period of its rotation, and with the unit of the planned seat. By statement,
-- since tens of thousands of duties are published in one.
CREATE FUNCTION alliances_duty_fits() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (
    SELECT FROM published
    JOIN alliances_rotation AS rotation ON rotation.id = published.rotation_id
    WHERE published.period < rotation.anchor
      OR published.slot > rotation.slots
      OR ((extract(year FROM published.period) - extract(year FROM rotation.anchor)) * 12
          + extract(month FROM published.period) - extract(month FROM rotation.anchor))::integer
         % rotation.cadence_months <> 0
  ) THEN
    RAISE EXCEPTION 'no period or slot of this rotation' USING CONSTRAINT = 'duty_fits_rotation',
      ERRCODE = 'check_violation';
  END IF;
  IF EXISTS (
    SELECT FROM published JOIN alliances_seat AS seat ON seat.id = published.planned_seat_id
    WHERE seat.unit_id <> published.holder_id
  ) THEN
    RAISE EXCEPTION 'a duty begins with its planned unit' USING CONSTRAINT = 'duty_begins_as_planned',
      ERRCODE = 'check_violation';
  END IF;
  RETURN NULL;
END $$;

CREATE TRIGGER duty_fits AFTER INSERT ON alliances_duty REFERENCING NEW TABLE AS published
FOR EACH STATEMENT EXECUTE FUNCTION alliances_duty_fits();

-- The holder is who the last change says, else the planned unit. Looked at when the transaction ends.
CREATE FUNCTION alliances_holder_is_told() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  duty bigint := CASE WHEN TG_TABLE_NAME = 'alliances_duty' THEN NEW.id END;
BEGIN
  IF duty IS NULL THEN duty := NEW.duty_id; END IF;
  IF EXISTS (
    SELECT FROM alliances_duty AS d JOIN alliances_seat AS seat ON seat.id = d.planned_seat_id
    WHERE d.id = duty AND d.holder_id <> coalesce(
      (SELECT to_unit_id FROM alliances_dutychange WHERE duty_id = d.id ORDER BY id DESC LIMIT 1), seat.unit_id)
  ) THEN
    RAISE EXCEPTION 'the holder is not who the changes say' USING CONSTRAINT = 'duty_holder_is_told',
      ERRCODE = 'check_violation';
  END IF;
  RETURN NULL;
END $$;

CREATE CONSTRAINT TRIGGER holder_is_told AFTER UPDATE OF holder_id ON alliances_duty
DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION alliances_holder_is_told();

CREATE CONSTRAINT TRIGGER holder_is_told AFTER INSERT ON alliances_dutychange
DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION alliances_holder_is_told();

CREATE FUNCTION alliances_change_stands() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'changes of duties are added to, never changed' USING CONSTRAINT = 'duty_change_stands',
    ERRCODE = 'check_violation';
END $$;

CREATE TRIGGER change_stands BEFORE UPDATE OR DELETE ON alliances_dutychange
FOR EACH ROW EXECUTE FUNCTION alliances_change_stands();
