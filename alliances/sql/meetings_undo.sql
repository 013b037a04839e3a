DROP TRIGGER minutes_stand ON alliances_minutes;
DROP FUNCTION alliances_minutes_stand();
ALTER TABLE alliances_meeting DROP CONSTRAINT meeting_called_in_time;
