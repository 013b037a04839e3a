-- Every character of a text and every pair of neighbours. Trigrams do nothing for Chinese words of one
-- or two characters, which is how people here search; pairs do.
CREATE OR REPLACE FUNCTION cjk_words(t text) RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE STRICT AS $$
  SELECT lower(regexp_replace(normalize(t, NFKC), '[[:space:][:punct:]]+', ' ', 'g'))
$$;

CREATE OR REPLACE FUNCTION cjk_grams(t text) RETURNS tsvector
LANGUAGE sql IMMUTABLE PARALLEL SAFE STRICT AS $$
  SELECT coalesce(array_to_tsvector(array(
    SELECT DISTINCT g FROM (
      SELECT substr(w, i, n) AS g
      FROM public.cjk_words(t) AS w, generate_series(1, length(w)) AS i, generate_series(1, 2) AS n
      WHERE i + n - 1 <= length(w)
    ) AS pieces
    WHERE g !~ ' ' AND g <> ''
  )), ''::tsvector)
$$;

-- What a text with these words must hold. NULL when nothing is left to ask for.
CREATE OR REPLACE FUNCTION cjk_query(t text) RETURNS tsquery
LANGUAGE sql IMMUTABLE PARALLEL SAFE STRICT AS $$
  SELECT string_agg(quote_literal(g), '&')::tsquery
  FROM (
    SELECT substr(w, i, least(2, length(w))) AS g
    FROM regexp_split_to_table(public.cjk_words(t), ' ') AS w,
         generate_series(1, greatest(1, length(w) - 1)) AS i
  ) AS pieces
  WHERE g <> ''
$$;
