CREATE OR REPLACE TRIGGER within_limits AFTER INSERT OR UPDATE OF state ON alliances_pairing
FOR EACH ROW WHEN (NEW.state IN ('proposed', 'agreed', 'filed'))
EXECUTE FUNCTION pairing_within_limits();
