import { Injectable } from '@nestjs/common';
import { Database, counted } from '../../platform/index';
import type { SalesChannel } from './sales-channel.entity';

export type ChannelRow = Omit<SalesChannel, 'openedBy'> & { readonly operatorName: string };

const COLUMNS = `c.id, c.version, c.kind, c.name, c.operator_id AS "operatorId", o.name AS "operatorName",
  c.region_code AS "regionCode", c.state, c.opened_at AS "openedAt", c.closed_at AS "closedAt"`;
const FROM = 'FROM sales_channels c JOIN organizations o ON o.id = c.operator_id';

/** Channels are known to every member. */
@Injectable()
export class ChannelReader {
  constructor(private readonly database: Database) {}

  find(id: string): Promise<ChannelRow | null> {
    return this.database.one<ChannelRow>(`SELECT ${COLUMNS} ${FROM} WHERE c.id = $1`, [id]);
  }

  /** Newest first. */
  page({ after, fetch }: { after: readonly unknown[] | null; fetch: number }): Promise<ChannelRow[]> {
    return this.database.query<ChannelRow>(
      `SELECT ${COLUMNS} ${FROM}
        WHERE $1::timestamptz IS NULL OR (c.opened_at, c.id) < ($1::timestamptz, $2::uuid)
        ORDER BY c.opened_at DESC, c.id DESC LIMIT $3`,
      [after?.[0] ?? null, after?.[1] ?? null, fetch],
    );
  }

  count(): Promise<number> {
    return counted(this.database, FROM);
  }
}
