import type { MigrationInterface, QueryRunner } from 'typeorm';

/** A finding that was dismissed may be contested again: of one cause only one contest of a portion stands at a time. */
export class ContestPortionsAgain1795300001402 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`SET LOCAL lock_timeout = '5s'`);
    await runner.query('ALTER TABLE counting_contests DROP CONSTRAINT counting_contests_once');
    await runner.query(`CREATE UNIQUE INDEX counting_contests_once ON counting_contests (portion_id, scheme, cause)
      NULLS NOT DISTINCT WHERE closed_at IS NULL`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`SET LOCAL lock_timeout = '5s'`);
    await runner.query('DROP INDEX counting_contests_once');
    for (const statement of AS_ONE) await runner.query(statement);
    await runner.query(`ALTER TABLE counting_contests
      ADD CONSTRAINT counting_contests_once UNIQUE NULLS NOT DISTINCT (portion_id, scheme, cause)`);
  }
}

/** Two contests of one portion for one cause become one, from the first opening to the last close. */
const SAME = '(a.portion_id, a.cause) = (b.portion_id, b.cause) AND a.scheme IS NOT DISTINCT FROM b.scheme';
const AS_ONE = [
  `UPDATE counting_contests a SET opened_at = (SELECT min(b.opened_at) FROM counting_contests b WHERE ${SAME})`,
  `DELETE FROM counting_contests a USING counting_contests b
    WHERE ${SAME} AND (coalesce(a.closed_at, 'infinity'), a.id) < (coalesce(b.closed_at, 'infinity'), b.id)`,
];
