import { Injectable } from '@nestjs/common';
import {
  Cursors,
  Database,
  notFound,
  pageOf,
  readPage,
  type Actor,
  type Page,
  type PageArgs,
} from '../../platform/index';
import { Regions, type RegionFacts } from '../../regions/index';
import { overseen, oversightOf, oversightValues } from '../storage/oversight';

/** How one kind of record is read: its columns end up in the row that `node` shapes. */
export interface RecordKind<Row, Node> {
  readonly list: string;
  readonly columns: string;
  readonly from: string;
  /** Alias of the table with supplier_id, created_at, id. */
  readonly table: string;
  readonly countyColumn: string;
  readonly node: (row: Row, facts: RegionFacts) => Node;
}

interface Filter {
  /** `state = $1` and the like: numbered from 1. */
  readonly where: string;
  readonly values: readonly unknown[];
}

type Keyed<Row> = Row & { key_at: string; key_id: string };

/** Records as their supplier, the county above them and the platform see them: newest first, nobody else's. */
@Injectable()
export class ManagedRecords {
  constructor(
    private readonly database: Database,
    private readonly cursors: Cursors,
    private readonly regions: Regions,
  ) {}

  async one<Row, Node>(kind: RecordKind<Row, Node>, actor: Actor, id: string): Promise<Node> {
    const row = await this.database.one<Row>(
      `SELECT ${kind.columns} FROM ${kind.from}
       WHERE ${kind.table}.id = $1 AND ${overseen(kind.table, kind.countyColumn, 2)}`,
      [id, ...oversightValues(oversightOf(actor))],
    );
    if (!row) throw notFound();
    return kind.node(row, await this.regions.facts());
  }

  async page<Row, Node>(
    kind: RecordKind<Row, Node>,
    actor: Actor,
    args: PageArgs,
    filter: Filter,
  ): Promise<Page<Node>> {
    const request = readPage(this.cursors, kind.list, args);
    const { table } = kind;
    const next = filter.values.length + 1;
    const where = `${filter.where} AND ${overseen(table, kind.countyColumn, next)}`;
    const values = [...filter.values, ...oversightValues(oversightOf(actor))];
    const rows = await this.database.query<Keyed<Row>>(
      `SELECT ${kind.columns}, ${table}.created_at::text AS key_at, ${table}.id::text AS key_id FROM ${kind.from}
       WHERE ${where} AND ($${next + 3}::text IS NULL
         OR (${table}.created_at, ${table}.id) < ($${next + 3}::timestamptz, $${next + 4}::uuid))
       ORDER BY ${table}.created_at DESC, ${table}.id DESC LIMIT $${next + 5}`,
      [...values, request.after?.[0] ?? null, request.after?.[1] ?? null, request.fetch],
    );
    const facts = await this.regions.facts();
    return pageOf(this.cursors, kind.list, request, rows, {
      node: (row) => kind.node(row, facts),
      keyOf: (row) => [row.key_at, row.key_id],
      totalCount: async () => {
        const counted = await this.database.one<{ n: bigint }>(
          `SELECT count(*) AS n FROM ${kind.from} WHERE ${where}`,
          values,
        );
        return Number(counted?.n ?? 0n);
      },
    });
  }
}
