DROP TRIGGER within_limits ON alliances_pairing;
DROP FUNCTION pairing_within_limits();
DROP TRIGGER text_frozen ON alliances_commitment;
DROP FUNCTION commitment_text_frozen();
DROP TRIGGER text_frozen ON alliances_pairing;
DROP FUNCTION pairing_text_frozen();
