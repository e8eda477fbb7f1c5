import type { MigrationInterface, QueryRunner } from 'typeorm';

/** A paper proves money once: what stands under a verified contribution stands under no other, of any project. */
export class CountAPaperOnce1795300001165 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`SET LOCAL lock_timeout = '5s'`);
    for (const statement of [PAPERS, KEYS, LEFT, ...KEEP, TAKEN]) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`SET LOCAL lock_timeout = '5s'`);
    await runner.query('DROP TRIGGER capital_records_papers_once ON capital_records');
    await runner.query('DROP TABLE capital_counted_papers');
    await runner.query('DROP FUNCTION keep_papers_counted()');
    await runner.query('DROP FUNCTION keep_counted_papers()');
    await runner.query('DROP FUNCTION capital_left(uuid)');
    await runner.query('DROP FUNCTION capital_paper_keys(uuid)');
  }
}

/** By its bytes, and by its number for each of its issuers. */
const PAPERS = `
  CREATE TABLE capital_counted_papers (
    key text PRIMARY KEY, record_id uuid NOT NULL REFERENCES capital_records,
    evidence_id uuid NOT NULL REFERENCES project_evidence);
  CREATE INDEX capital_counted_papers_by_record ON capital_counted_papers (record_id)`;

/** However wide or spaced a number is written. */
const KEYS = `
  CREATE FUNCTION capital_paper_keys(record uuid) RETURNS TABLE (key text, evidence_id uuid) LANGUAGE sql STABLE AS $$
    SELECT DISTINCT ON (k.key) k.key, e.id
      FROM capital_record_evidence x JOIN project_evidence e ON e.id = x.evidence_id
        CROSS JOIN LATERAL (SELECT e.sha256 AS key UNION ALL
          SELECT i || '#' || upper(regexp_replace(normalize(e.document_no, NFKC), '\\s', '', 'g')) FROM unnest(e.issuer_usccs) i) k
     WHERE x.record_id = record ORDER BY k.key, e.id $$`;

const LEFT = `
  CREATE FUNCTION capital_left(record uuid) RETURNS numeric LANGUAGE sql STABLE AS $$
    SELECT sum(fen) FROM capital_records WHERE state = 'VERIFIED' AND (id = record OR corrects_id = record) $$`;

const KEEP = [
  // A contribution corrected to nothing gives its papers free.
  `CREATE FUNCTION keep_counted_papers() RETURNS trigger LANGUAGE plpgsql AS $$
   BEGIN
     IF TG_OP = 'UPDATE' OR capital_left(OLD.record_id) <> 0 THEN
       RAISE EXCEPTION 'the papers of capital record % stay counted', OLD.record_id USING ERRCODE = 'restrict_violation';
     END IF;
     RETURN OLD;
   END $$`,
  `CREATE TRIGGER capital_counted_papers_kept BEFORE UPDATE OR DELETE ON capital_counted_papers
     FOR EACH ROW EXECUTE FUNCTION keep_counted_papers()`,
  `CREATE TRIGGER capital_counted_papers_keep BEFORE TRUNCATE ON capital_counted_papers
     FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()`,
  `CREATE FUNCTION keep_papers_counted() RETURNS trigger LANGUAGE plpgsql AS $$
   DECLARE counted uuid := coalesce(NEW.corrects_id, NEW.id);
   BEGIN
     IF (SELECT nature FROM capital_records WHERE id = counted) = 'CONTRIBUTION' AND capital_left(counted) > 0
       AND EXISTS (SELECT key FROM capital_paper_keys(counted)
         EXCEPT SELECT key FROM capital_counted_papers WHERE record_id = counted) THEN
       RAISE EXCEPTION 'a paper of capital record % is counted elsewhere', counted USING ERRCODE = 'check_violation';
     END IF;
     RETURN NULL;
   END $$`,
  `CREATE CONSTRAINT TRIGGER capital_records_papers_once AFTER UPDATE OF state ON capital_records DEFERRABLE INITIALLY DEFERRED
     FOR EACH ROW WHEN (NEW.state = 'VERIFIED') EXECUTE FUNCTION keep_papers_counted()`,
];

/** Whoever was verified first keeps what two share; reconciliation names the other. */
const TAKEN = `
  INSERT INTO capital_counted_papers (key, record_id, evidence_id)
  SELECT DISTINCT ON (k.key) k.key, c.id, k.evidence_id FROM capital_records c CROSS JOIN LATERAL capital_paper_keys(c.id) k
   WHERE c.state = 'VERIFIED' AND c.nature = 'CONTRIBUTION' AND capital_left(c.id) > 0 ORDER BY k.key, c.decided_at, c.id`;
