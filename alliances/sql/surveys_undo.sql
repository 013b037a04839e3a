DROP FUNCTION tally_stays() CASCADE;
DROP FUNCTION tally_grows() CASCADE;
DROP FUNCTION link_used_once() CASCADE;
DROP FUNCTION survey_part_frozen() CASCADE;
DROP FUNCTION survey_frozen() CASCADE;
