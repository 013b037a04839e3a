-- Outside a draft only what came from a ledger changes sides or days: its limits are asked then as well.
CREATE OR REPLACE TRIGGER within_limits
AFTER INSERT OR UPDATE OF state, programme_id, host_id, partner_id, post_id, from_on, until_on ON alliances_pairing
FOR EACH ROW WHEN (NEW.state IN ('proposed', 'agreed', 'filed'))
EXECUTE FUNCTION pairing_within_limits();
