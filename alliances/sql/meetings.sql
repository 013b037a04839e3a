-- A meeting is called as many days ahead as the charter wanted then, or says why not. Days are local.
ALTER TABLE alliances_meeting ADD CONSTRAINT meeting_called_in_time CHECK (
  called_at IS NULL OR urgent_reason <> ''
  OR (starts_at AT TIME ZONE 'Asia/Shanghai')::date - (called_at AT TIME ZONE 'Asia/Shanghai')::date
     >= notice_days
);

CREATE FUNCTION alliances_minutes_stand() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'published minutes stand, an edit is another version' USING CONSTRAINT = 'minutes_stand',
    ERRCODE = 'check_violation';
END $$;

CREATE TRIGGER minutes_stand BEFORE UPDATE OR DELETE ON alliances_minutes
FOR EACH ROW EXECUTE FUNCTION alliances_minutes_stand();
