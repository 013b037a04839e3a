-- The audit trail: written by triggers, in the transaction of the change, by a function of the owner's.
-- The application's role can read it and can neither change nor remove a row.
CREATE TABLE portal_auditentry (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  at timestamptz NOT NULL,
  txid xid8 NOT NULL,
  db_role text NOT NULL,
  context jsonb NOT NULL,
  table_name text NOT NULL,
  row_id text NOT NULL,
  operation text NOT NULL CHECK (operation IN ('INSERT', 'UPDATE', 'DELETE')),
  before jsonb,
  after jsonb,
  digest bytea NOT NULL
);
CREATE INDEX audit_by_row ON portal_auditentry (table_name, row_id, id);
CREATE INDEX audit_by_moment ON portal_auditentry (at);

-- The chain: each link digests the one before it and one entry. A job adds links below the oldest
-- transaction still running, so that writers never wait for one another.
CREATE TABLE portal_auditlink (
  position bigint PRIMARY KEY,
  entry_id bigint NOT NULL UNIQUE REFERENCES portal_auditentry (id),
  digest bytea NOT NULL
);

-- The key under which personal values are digested: the two padded halves of HMAC-SHA-256.
CREATE TABLE portal_auditkey (
  single boolean PRIMARY KEY DEFAULT true CHECK (single),
  inner_pad bytea NOT NULL,
  outer_pad bytea NOT NULL
);

DO $$
DECLARE
  secret bytea := sha256(convert_to(gen_random_uuid()::text || gen_random_uuid()::text, 'UTF8'))
    || decode(repeat('00', 32), 'hex');
  inner_pad bytea := secret;
  outer_pad bytea := secret;
BEGIN
  FOR i IN 0..63 LOOP
    inner_pad := set_byte(inner_pad, i, get_byte(secret, i) # 54);
    outer_pad := set_byte(outer_pad, i, get_byte(secret, i) # 92);
  END LOOP;
  INSERT INTO portal_auditkey (inner_pad, outer_pad) VALUES (inner_pad, outer_pad);
END $$;

-- A personal value as its HMAC: the same value can be recognised, none can be read.
CREATE FUNCTION portal_audit_veil(value text) RETURNS text
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT CASE WHEN value IS NULL OR value = '' THEN value ELSE 'hmac:' || encode(
    sha256(outer_pad || sha256(inner_pad || convert_to(value, 'UTF8'))), 'hex') END
  FROM portal_auditkey
$$;

CREATE FUNCTION portal_audit_veiled(row_data jsonb, personal text[]) RETURNS jsonb
LANGUAGE sql STABLE SET search_path = public, pg_temp AS $$
  SELECT row_data || coalesce(jsonb_object_agg(key, portal_audit_veil(row_data ->> key)), '{}'::jsonb)
  FROM unnest(personal) AS key WHERE row_data ? key
$$;

CREATE FUNCTION portal_audit_digest(entry portal_auditentry) RETURNS bytea
LANGUAGE sql IMMUTABLE SET search_path = public, pg_temp AS $$
  SELECT sha256(convert_to(jsonb_build_array(
    entry.id, extract(epoch FROM entry.at), entry.txid::text, entry.db_role, entry.context,
    entry.table_name, entry.row_id, entry.operation, entry.before, entry.after)::text, 'UTF8'))
$$;

-- Arguments of the trigger: columns that are personal (kept as HMAC), columns never kept (secrets and
-- what the database computes itself), each as one list separated by commas.
CREATE FUNCTION portal_audit() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  personal text[] := string_to_array(TG_ARGV[0], ',');
  omitted text[] := string_to_array(TG_ARGV[1], ',');
  old_row jsonb;
  new_row jsonb;
  entry portal_auditentry;
BEGIN
  IF TG_OP <> 'INSERT' THEN old_row := portal_audit_veiled(to_jsonb(OLD) - omitted, personal); END IF;
  IF TG_OP <> 'DELETE' THEN new_row := portal_audit_veiled(to_jsonb(NEW) - omitted, personal); END IF;
  IF TG_OP = 'UPDATE' AND 'password' = ANY (omitted)
     AND to_jsonb(OLD) -> 'password' IS DISTINCT FROM to_jsonb(NEW) -> 'password' THEN
    -- That a password was changed is told, and by whom; what it was and is, is not.
    old_row := old_row || '{"password": "earlier"}';
    new_row := new_row || '{"password": "changed"}';
  END IF;
  entry.row_id := coalesce(new_row ->> 'id', old_row ->> 'id', '');
  IF TG_OP = 'UPDATE' THEN
    SELECT jsonb_object_agg(o.key, o.value), jsonb_object_agg(o.key, new_row -> o.key)
      INTO old_row, new_row
      FROM jsonb_each(old_row) AS o WHERE new_row -> o.key IS DISTINCT FROM o.value;
    IF new_row IS NULL THEN RETURN NULL; END IF;
  END IF;
  entry.id := nextval(pg_get_serial_sequence('portal_auditentry', 'id'));
  entry.at := clock_timestamp();
  entry.txid := pg_current_xact_id();
  entry.db_role := session_user;
  entry.context := coalesce(nullif(current_setting('lianxi.context', true), ''), '{}')::jsonb;
  entry.table_name := TG_TABLE_NAME;
  entry.operation := TG_OP;
  entry.before := old_row;
  entry.after := new_row;
  entry.digest := portal_audit_digest(entry);
  INSERT INTO portal_auditentry OVERRIDING SYSTEM VALUE VALUES (entry.*);
  RETURN NULL;
END $$;

-- Adds links for every entry whose transaction is surely over. Returns how many were added.
-- A number that is not given out yet came with a restored backup: its transaction ended in another cluster.
CREATE FUNCTION portal_audit_chain() RETURNS bigint
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  last portal_auditlink;
  entry record;
  added bigint := 0;
BEGIN
  PERFORM pg_advisory_xact_lock(hashtext('portal_audit_chain'));
  SELECT * INTO last FROM portal_auditlink ORDER BY position DESC LIMIT 1;
  IF last.position IS NULL THEN last.position := 0; last.digest := ''::bytea; END IF;
  FOR entry IN
    SELECT e.id, e.digest FROM portal_auditentry AS e
    WHERE (e.txid < pg_snapshot_xmin(pg_current_snapshot()) OR e.txid >= pg_snapshot_xmax(pg_current_snapshot()))
      AND NOT EXISTS (SELECT 1 FROM portal_auditlink AS l WHERE l.entry_id = e.id)
    ORDER BY e.id LIMIT 20000
  LOOP
    last.position := last.position + 1;
    last.digest := sha256(last.digest || entry.digest);
    INSERT INTO portal_auditlink VALUES (last.position, entry.id, last.digest);
    added := added + 1;
  END LOOP;
  RETURN added;
END $$;

-- Every entry or link that does not say what it said when it was written: (kind, id).
CREATE FUNCTION portal_audit_faults() RETURNS TABLE (kind text, id bigint)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT 'entry', e.id FROM portal_auditentry AS e WHERE e.digest <> portal_audit_digest(e)
  UNION ALL
  SELECT 'link', l.position
  FROM (
    SELECT position, entry_id, digest,
           lag(digest, 1, ''::bytea) OVER (ORDER BY position) AS previous,
           row_number() OVER (ORDER BY position) AS ordinal
    FROM portal_auditlink
  ) AS l LEFT JOIN portal_auditentry AS e ON e.id = l.entry_id
  WHERE l.position <> l.ordinal OR e.id IS NULL OR l.digest <> sha256(l.previous || e.digest)
$$;
