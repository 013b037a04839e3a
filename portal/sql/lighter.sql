-- The same answers as in search.sql and audit.sql, for a fraction of the processor time: what runs for every
-- row that is written spends most of it on starting a query of its own.

-- array_to_tsvector sorts and keeps each gram once.
CREATE OR REPLACE FUNCTION cjk_grams(t text) RETURNS tsvector
LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE STRICT AS $$
DECLARE
  characters text[] := string_to_array(public.cjk_words(t), NULL);
BEGIN
  RETURN array_to_tsvector(array_remove(characters, ' ') || array(
    SELECT left_one || right_one FROM unnest(characters, characters[2:]) AS neighbours (left_one, right_one)
    WHERE left_one <> ' ' AND right_one <> ' '));
END $$;

-- Most rows have no personal values, or empty ones: these cost no query.
CREATE OR REPLACE FUNCTION portal_audit_veiled(row_data jsonb, personal text[]) RETURNS jsonb
LANGUAGE plpgsql STABLE SET search_path = public, pg_temp AS $$
DECLARE
  column_name text;
BEGIN
  FOREACH column_name IN ARRAY personal LOOP
    IF row_data ->> column_name <> '' THEN
      row_data := row_data || jsonb_build_object(column_name, portal_audit_veil(row_data ->> column_name));
    END IF;
  END LOOP;
  RETURN row_data;
END $$;
