/** $1 the statement; errors are said of the cells its layout names. */
const CELL = (field: string) => `(s.places ->> '${field}') || r.row_no`;

/** Lines in the bank’s own order: from the first to the last. */
const ORDERED = `
  SELECT r.row_no, r.day, r.direction, r.fen, r.balance_fen, r.serial,
         CASE r.direction WHEN 'CREDIT' THEN r.fen ELSE -r.fen END AS signed_fen,
         row_number() OVER (ORDER BY CASE WHEN $2::boolean THEN -r.row_no ELSE r.row_no END) AS place
    FROM bank_statement_rows r WHERE r.statement_id = $1`;

/** Each balance is the one before and the amount; no day goes backwards; a serial number stands once on a day. */
export const CHAIN = `
  WITH ordered AS (${ORDERED}),
  lines AS (
    SELECT *, lag(balance_fen) OVER (ORDER BY place) AS before_fen, lag(day) OVER (ORDER BY place) AS day_before,
           row_number() OVER (PARTITION BY day ORDER BY place) AS day_position,
           count(*) OVER (PARTITION BY day, serial) AS serials FROM ordered)
  UPDATE bank_statement_rows r SET day_position = l.day_position, errors = r.errors
      || CASE WHEN l.before_fen + l.signed_fen <> l.balance_fen THEN ARRAY[${CELL('balance')} || ' BALANCE_BROKEN'] ELSE '{}' END
      || CASE WHEN l.day < l.day_before THEN ARRAY[${CELL('day')} || ' DAY_BACKWARDS'] ELSE '{}' END
      || CASE WHEN l.day NOT BETWEEN s.first_on AND s.last_on THEN ARRAY[${CELL('day')} || ' DAY_OUTSIDE'] ELSE '{}' END
      || CASE WHEN l.serial IS NOT NULL AND l.serials > 1 THEN ARRAY[${CELL('serial')} || ' SERIAL_TWICE'] ELSE '{}' END
    FROM lines l, bank_statements s WHERE s.id = $1 AND r.statement_id = $1 AND r.row_no = l.row_no`;

/** Whether a booked line and a staged one say the same. */
const SAME = `b.direction = r.direction AND b.fen = r.fen AND b.balance_fen = r.balance_fen
  AND b.counterparty_account_hash IS NOT DISTINCT FROM r.counterparty_account_hash AND coalesce(b.serial = r.serial, true)`;

/**
 * Days of which something is booked that stands further down in this statement, line for line: what was booked first began
 * in the middle of the day, and what this one tells before it takes the places above.
 */
export const ALIGN = `
  WITH booked AS (
    SELECT b.* FROM bank_lines b JOIN bank_statements s ON s.account_number = b.account_number WHERE s.id = $1),
  first AS (SELECT DISTINCT ON (day) * FROM booked ORDER BY day, day_position),
  shifts AS (
    SELECT b.day, r.day_position - b.day_position AS by FROM first b
      JOIN bank_statement_rows r ON r.statement_id = $1 AND r.day = b.day AND ${SAME}
     WHERE r.day_position >= b.day_position),
  fitting AS (
    SELECT f.day, min(f.by) AS by FROM shifts f
     WHERE NOT EXISTS (SELECT FROM booked b JOIN bank_statement_rows r ON r.statement_id = $1 AND r.day = b.day
                          AND r.day_position = b.day_position + f.by WHERE b.day = f.day AND (${SAME}) IS NOT TRUE)
     GROUP BY f.day)
  UPDATE bank_statement_rows r SET day_position = r.day_position - f.by FROM fitting f
   WHERE r.statement_id = $1 AND r.day = f.day AND f.by > 0`;

/** A line booked in the same place of the day is the same line, or the statements disagree. */
export const KNOWN = `
  WITH judged AS (
    SELECT r.row_no, ${SAME} AS same
      FROM bank_statement_rows r JOIN bank_statements s ON s.id = r.statement_id
      JOIN bank_lines b ON b.account_number = s.account_number AND b.day = r.day AND b.day_position = r.day_position
     WHERE r.statement_id = $1 AND NOT r.known)
  UPDATE bank_statement_rows r SET known = j.same, errors = r.errors
      || CASE WHEN j.same THEN '{}' ELSE ARRAY[${CELL('day')} || ' DIFFERS_FROM_BOOKED'] END
    FROM judged j, bank_statements s WHERE s.id = $1 AND r.statement_id = $1 AND r.row_no = j.row_no`;

/** What its lines come to, against what was said of it. */
export const SUMS = `
  WITH ordered AS (${ORDERED})
  SELECT (SELECT balance_fen - signed_fen FROM ordered ORDER BY place LIMIT 1) AS "openingFen",
         (SELECT balance_fen FROM ordered ORDER BY place DESC LIMIT 1) AS "closingFen",
         (SELECT count(*)::int FROM bank_statement_rows WHERE statement_id = $1 AND cardinality(errors) > 0) AS wrong,
         (SELECT count(*)::int FROM bank_statement_rows WHERE statement_id = $1 AND NOT known) AS "linesNew",
         (SELECT least(coalesce(sum(fen) FILTER (WHERE direction = 'CREDIT'), 0), 9223372036854775807)::text FROM bank_statement_rows WHERE statement_id = $1 AND NOT known) AS credit,
         (SELECT least(coalesce(sum(fen) FILTER (WHERE direction = 'DEBIT'), 0), 9223372036854775807)::text FROM bank_statement_rows WHERE statement_id = $1 AND NOT known) AS debit`;

/** Place of the first line in the first day. */
export const FIRST_POSITION = `
  SELECT coalesce(min(r.day_position), 1)::int AS first FROM bank_statement_rows r JOIN bank_statements s ON s.id = r.statement_id
   WHERE s.id = $1 AND r.day = s.first_on`;

export const BOOK = `
  INSERT INTO bank_lines (id, statement_id, account_number, day, day_position, booked_at, direction, fen, balance_fen, serial,
    counterparty_name_encrypted, counterparty_account_encrypted, counterparty_account_last_four, counterparty_account_hash, memo_encrypted)
  SELECT r.id, s.id, s.account_number, r.day, r.day_position, r.booked_at, r.direction, r.fen, r.balance_fen, r.serial,
    r.counterparty_name_encrypted, r.counterparty_account_encrypted, r.counterparty_account_last_four, r.counterparty_account_hash, r.memo_encrypted
    FROM bank_statement_rows r JOIN bank_statements s ON s.id = r.statement_id WHERE r.statement_id = $1 AND NOT r.known`;
