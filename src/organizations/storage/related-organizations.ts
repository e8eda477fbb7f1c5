import { Injectable } from '@nestjs/common';
import type { Reader } from '../../platform/index';

/** Each with what it has in common with others: whoever stands above it, and the bank accounts of all these. */
const MARKS = `
  WITH RECURSIVE line AS (
    SELECT id AS start, id FROM unnest($1::uuid[]) asked (id)
    UNION SELECT l.start, o.parent_id FROM line l JOIN organizations o ON o.id = l.id WHERE o.parent_id IS NOT NULL),
  marks AS (
    SELECT start, id::text AS mark FROM line
    UNION SELECT l.start, b.number_hash FROM line l JOIN bank_accounts b ON b.organization_id = l.id
     WHERE b.state IN ('ACTIVE', 'REPLACED'))
  SELECT DISTINCT one.start AS one, other.start AS other FROM marks one JOIN marks other USING (mark)`;

/** Who is of one house: under one root, or with one bank account. */
@Injectable()
export class RelatedOrganizations {
  /** Answers for any two of them. */
  async among(reader: Reader, ids: readonly string[]): Promise<(one: string, other: string) => boolean> {
    const rows = await reader.query<{ one: string; other: string }>(MARKS, [[...new Set(ids)]]);
    const pairs = new Set(rows.map(({ one, other }) => `${one} ${other}`));
    return (one, other) => one === other || pairs.has(`${one} ${other}`);
  }
}
