-- Who may do what with the tables. Run after every migration and after a restore; it says all of it anew.
-- lianxi_app runs the portal: it reads and writes rows and owns nothing. It may read the audit trail, not its
-- key; it adds steps (流转记录), views of personal data and snapshots of ledgers (报送快照), and changes none.
-- Where there is no such role (one role does everything) nothing is granted and nothing refused.
DO $$
BEGIN
  IF to_regclass('public.portal_step') IS NULL THEN
    RETURN;  -- an unapplied or foreign schema has nothing to protect
  END IF;
  REVOKE ALL ON FUNCTION portal_audit_veil(text) FROM PUBLIC;
  -- Else anybody could put the trigger on a temporary table of their own and write entries as they please.
  REVOKE ALL ON FUNCTION portal_audit() FROM PUBLIC;
  IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'lianxi_app') OR current_user = 'lianxi_app' THEN
    RETURN;
  END IF;
  GRANT USAGE ON SCHEMA public TO lianxi_app;
  GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO lianxi_app;
  GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA public TO lianxi_app;
  REVOKE ALL ON portal_auditentry, portal_auditlink, portal_auditkey FROM lianxi_app;
  GRANT SELECT ON portal_auditentry, portal_auditlink TO lianxi_app;
  REVOKE UPDATE, DELETE ON portal_step, portal_personaldataview FROM lianxi_app;
  IF to_regclass('public.portal_snapshot') IS NOT NULL THEN
    REVOKE UPDATE, DELETE ON portal_snapshot FROM lianxi_app;
  END IF;
END $$;
