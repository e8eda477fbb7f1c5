import type { EntityManager, EntityTarget, ObjectLiteral } from 'typeorm';
import { refuse, type RefusalPath } from '../../../libs/workflow/src/index';
import { concurrencyRefusals } from './concurrency.refusals';
import { insertOf } from './insert';
import type { Reader } from './reader';
import { sqlState } from './sql-state';

const IN_FAILED_TRANSACTION = '25P02';

/**
 * An open transaction. Everything that writes asks for one, so an unprotected write does not compile.
 * Statements run one after another in the order in which they are asked; those asked without waiting for the answers
 * before them are sent together, and PostgreSQL need not wait for us between them.
 */
export class Tx implements Reader {
  private broke: unknown = null;

  constructor(
    readonly manager: EntityManager,
    /** The business instant of this transaction: one for all rows it writes. */
    readonly at: Date,
  ) {}

  async query<Row = Record<string, unknown>>(
    sql: string,
    parameters: readonly unknown[] = [],
  ): Promise<Row[]> {
    return rowsOf<Row>(await this.ask(sql, [...parameters]));
  }

  /** Inserts rows of one shape. The statement's text depends on the shape only, so PostgreSQL can keep its plan. */
  async add<Entity extends ObjectLiteral>(
    target: EntityTarget<Entity>,
    row: Entity | Entity[],
  ): Promise<void> {
    const rows = Array.isArray(row) ? row : [row];
    if (rows.length === 0) return;
    const { text, records } = insertOf(this.manager.connection.getMetadata(target), rows);
    await this.ask(text, [records]);
  }

  /** What was sent along behind a statement that failed fails because of it, and says so. */
  private async ask(sql: string, parameters: unknown[]): Promise<unknown> {
    try {
      return await this.manager.query(sql, parameters);
    } catch (error) {
      if (sqlState(error) !== IN_FAILED_TRANSACTION) this.broke = error;
      throw this.broke ?? error;
    }
  }

  /** Refuses STALE_VERSION where the caller has not seen the row as it is now. `at`: where of several rows it stands. */
  expectVersion(row: { readonly version: number }, expected: number, at: RefusalPath = []): void {
    if (row.version !== expected) refuse(concurrencyRefusals.STALE_VERSION([...at, 'expectedVersion']));
  }

  /**
   * Compare and set: writes `changes` and version + 1 only where the row still has `version`
   * (the one the caller has seen, where it says so).
   * Throws the refusal STALE_VERSION when somebody else was faster.
   */
  async change<Entity extends { id: string; version: number }>(
    target: EntityTarget<Entity>,
    row: Entity,
    changes: Partial<Entity>,
    version: number = row.version,
  ): Promise<Entity> {
    // What was decided rests on the row as it was loaded: another version than that is never written over.
    this.expectVersion(row, version);
    // The database adds the one: a version nobody can have seen is stale, not a number too large.
    const written = { ...changes, version: () => 'version + 1' };
    const result = await this.manager
      .createQueryBuilder()
      .update(target)
      .set(written)
      .where('id = :id AND version = :version', { id: row.id, version })
      .execute();
    if (result.affected !== 1) refuse(concurrencyRefusals.STALE_VERSION(['expectedVersion']));
    return { ...row, ...changes, version: version + 1 };
  }
}

/** TypeORM answers UPDATE and DELETE with [rows, count]; everybody here wants the rows. */
export function rowsOf<Row>(result: unknown): Row[] {
  if (!Array.isArray(result)) return [];
  if (result.length === 2 && Array.isArray(result[0]) && typeof result[1] === 'number')
    return result[0] as Row[];
  return result as Row[];
}
