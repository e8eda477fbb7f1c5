/**
 * What no statement tells, by account: days between statements, and lines whose balance does not follow from the line
 * before. A day is told once a statement that goes on to it was staged after it was over.
 */
export const GAPS = `
  WITH told AS (
    SELECT account_number, first_on,
           least(last_on, (staged_at AT TIME ZONE 'Asia/Shanghai')::date - 1) AS last_on, opening_fen, last_on AS said_on
      FROM bank_statements WHERE state = 'BOOKED'),
  days AS (
    SELECT account_number, max(last_on) OVER before AS after, first_on AS before, opening_fen AS goes_on_from
      FROM told WINDOW before AS (PARTITION BY account_number ORDER BY first_on, last_on
                                  ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING)),
  chain AS (
    SELECT account_number, day AS before, lag(day) OVER line AS after, lag(balance_fen) OVER line AS known,
           balance_fen - CASE direction WHEN 'CREDIT' THEN fen ELSE -fen END AS goes_on_from
      FROM bank_lines WINDOW line AS (PARTITION BY account_number ORDER BY day, day_position)),
  gaps AS (
    SELECT account_number, after, before, known, goes_on_from FROM chain WHERE known <> goes_on_from
    UNION
    SELECT d.account_number, d.after, d.before,
           coalesce((SELECT l.balance_fen FROM bank_lines l WHERE l.account_number = d.account_number AND l.day < d.before
                      ORDER BY l.day DESC, l.day_position DESC LIMIT 1), d.goes_on_from), d.goes_on_from
      FROM days d WHERE d.before > d.after + 1
       AND NOT EXISTS (SELECT FROM chain c WHERE c.account_number = d.account_number AND c.known <> c.goes_on_from
                          AND c.before = d.before))
  SELECT right(account_number, 4) AS "lastFour", after, before, known AS "knownFen", goes_on_from AS "goesOnFromFen" FROM gaps`;
