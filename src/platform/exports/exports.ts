import { Injectable } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { randomUUID } from 'node:crypto';
import type { Actor } from '../access/actor';
import { Transactions } from '../database/transactions';
import { sha256Of } from '../files/file-hash';
import { contentDisposition } from '../files/file-name';
import { csvOf } from './csv-of';
import { exactJson } from './exact-json';
import type { Sheet } from './sheet';
import { workbookOf } from './workbook';

export interface Export {
  /** What was taken out, in capitals: `AGREEMENT_PROGRESS`. */
  readonly what: string;
  /** Of the file, without its ending. */
  readonly name: string;
  /** What the reader asked for: ids, codes and days only. */
  readonly filter: Readonly<Record<string, string | number | boolean | null>>;
}

type Format = 'XLSX' | 'CSV' | 'JSON';
const MEDIA: Readonly<Record<Format, string>> = {
  XLSX: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  CSV: 'text/csv; charset=utf-8',
  JSON: 'application/json; charset=utf-8',
};

/**
 * The one way out for tables and documents. Whoever calls has read the rows under the reader’s own scope, as the query
 * beside it does; nothing leaves before it is written down who took what.
 */
@Injectable()
export class Exports {
  constructor(private readonly transactions: Transactions) {}

  async xlsx(reply: FastifyReply, actor: Actor, taken: Export, sheets: readonly Sheet[]) {
    const rows = sheets.reduce((sum, sheet) => sum + sheet.rows.length, 0);
    return this.send(reply, actor, taken, { format: 'XLSX', bytes: await workbookOf(sheets), rows });
  }

  csv(reply: FastifyReply, actor: Actor, taken: Export, sheet: Sheet) {
    return this.send(reply, actor, taken, { format: 'CSV', bytes: csvOf(sheet), rows: sheet.rows.length });
  }

  json(
    reply: FastifyReply,
    actor: Actor,
    taken: Export,
    { document, rows }: { document: object; rows: number },
  ) {
    const bytes = Buffer.from(exactJson(document));
    return this.send(reply, actor, taken, { format: 'JSON', bytes, rows });
  }

  private async send(
    reply: FastifyReply,
    actor: Actor,
    taken: Export,
    { format, bytes, rows }: { format: Format; bytes: Buffer; rows: number },
  ) {
    await this.record(actor, taken, { format, bytes, rows });
    return reply
      .header('content-type', MEDIA[format])
      .header('content-disposition', contentDisposition(`${taken.name}.${format.toLowerCase()}`))
      .header('x-content-type-options', 'nosniff')
      .header('cache-control', 'private, no-store')
      .send(bytes);
  }

  private async record(
    { memberId, organizationId, organizationKind, roles, side, regionCode }: Actor,
    { what, filter }: Export,
    { format, bytes, rows }: { format: Format; bytes: Buffer; rows: number },
  ): Promise<void> {
    const scope = { organizationKind, roles, side, regionCode };
    await this.transactions.run((tx) =>
      tx.query(
        `INSERT INTO exports (id, at, member_id, organization_id, what, format, scope, filter, row_count, byte_count, sha256)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)`,
        [
          randomUUID(),
          tx.at,
          memberId,
          organizationId,
          what,
          format,
          JSON.stringify(scope),
          JSON.stringify(filter),
          rows,
          bytes.length,
          sha256Of(bytes),
        ],
      ),
    );
  }
}
