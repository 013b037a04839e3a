DROP TRIGGER no_ring ON alliances_alliance;
DROP FUNCTION alliances_no_ring();
