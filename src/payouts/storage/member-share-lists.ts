import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { Database, type BusinessDate, type Reader, type Tx } from '../../platform/index';
import type { MemberShare } from '../domain/member-shares';

export interface NewShareList {
  readonly supplierId: string;
  readonly validFrom: BusinessDate;
  readonly shares: readonly MemberShare[];
  readonly setBy: string;
}

/** Who is due which part of what a cooperative is paid: dated lists, never changed, the later one of a day counts. */
@Injectable()
export class MemberShareLists {
  constructor(private readonly database: Database) {}

  async add(tx: Tx, { supplierId, validFrom, shares, setBy }: NewShareList): Promise<string> {
    const id = randomUUID();
    await tx.query(
      'INSERT INTO member_share_lists (id, supplier_id, valid_from, set_by, set_at) VALUES ($1, $2, $3, $4, $5)',
      [id, supplierId, validFrom, setBy, tx.at],
    );
    await tx.query(
      `INSERT INTO member_shares (list_id, member_number, share_ppm)
       SELECT $1, number, ppm FROM unnest($2::text[], $3::int[]) AS share (number, ppm)`,
      [id, shares.map(({ memberNumber }) => memberNumber), shares.map(({ sharePpm }) => sharePpm)],
    );
    return id;
  }

  /** The list in force on that day; null for a supplier without members' shares. */
  async idOn(reader: Reader, supplierId: string, on: BusinessDate): Promise<string | null> {
    const [list] = await reader.query<{ id: string }>(
      `SELECT id FROM member_share_lists WHERE supplier_id = $1 AND valid_from <= $2
        ORDER BY valid_from DESC, set_at DESC, id DESC LIMIT 1`,
      [supplierId, on],
    );
    return list?.id ?? null;
  }

  /** By number. */
  of(listId: string): Promise<MemberShare[]> {
    return this.database.query<MemberShare>(
      `SELECT member_number AS "memberNumber", share_ppm AS "sharePpm" FROM member_shares WHERE list_id = $1
        ORDER BY member_number`,
      [listId],
    );
  }
}
