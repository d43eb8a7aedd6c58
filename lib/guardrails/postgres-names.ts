/**
 * Names that PostgreSQL or RDS keep for themselves, which no database may have.
 *
 * @see https://www.postgresql.org/docs/current/sql-keywords-appendix.html
 */
export const RESERVED_NAMES = (
  'postgres rdsadmin template0 template1 all analyse analyze and any array asc asymmetric both case cast check collate ' +
  'column constraint create default deferrable desc distinct else end except false fetch for foreign from grant group ' +
  'having initially intersect into lateral leading limit localtime localtimestamp not null offset only order placing ' +
  'primary references returning select some symmetric table then trailing true union unique user using variadic when ' +
  'where window with current_catalog current_date current_role current_schema current_time current_timestamp current_user ' +
  'session_user system_user authorization binary collation concurrently cross freeze full ilike inner isnull join left like ' +
  'natural notnull outer overlaps right similar tablesample verbose'
).split(' ');

/** Whether PostgreSQL keeps a name for itself, of a database or, by its beginning, of the role that owns it. */
export function isReserved(name: unknown): boolean {
  return typeof name === 'string' && (RESERVED_NAMES.includes(name) || name.startsWith('pg_'));
}
