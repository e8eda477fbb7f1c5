import { Injectable } from '@nestjs/common';
import { Audit, Database, Files, notFound, type Actor, type Reader, type Tx } from '../../platform/index';
import { statementStates, type StatementState } from '../domain/statement.states';
import { BankStatement } from './bank-statement.entity';

export interface StatementErrorRow {
  readonly rowNo: number;
  readonly cell: string;
  readonly code: string;
}

const COLUMNS = `s.id, s.version, right(s.account_number, 4) AS "lastFour", s.layout, s.first_on AS "firstOn", s.last_on AS "lastOn",
  s.opening_fen AS "openingFen", s.closing_fen AS "closingFen", s.state, s.refusal, s.rows_found AS "rowsFound", s.rows_read AS "rowsRead",
  s.lines_new AS "linesNew", s.new_credit_fen AS "newCreditFen", s.new_debit_fen AS "newDebitFen",
  s.staged_at AS "stagedAt", s.decided_at AS "decidedAt"`;
export type StatementRow = Omit<
  BankStatement,
  'accountNumber' | 'fileId' | 'sha256' | 'places' | 'firstPosition' | 'stagedBy' | 'decidedBy'
> & { readonly lastFour: string };

type Verb = Parameters<typeof statementStates.next>[1];

/** Statements of the platform's accounts in custody. */
@Injectable()
export class BankStatements {
  constructor(
    private readonly database: Database,
    private readonly files: Files,
    private readonly audit: Audit,
  ) {}

  /** Throws NOT_FOUND. */
  async lockWanted(tx: Tx, id: string): Promise<BankStatement> {
    const found = await this.lock(tx, id);
    if (!found) throw notFound(['statementId']);
    return found;
  }

  lock(tx: Tx, id: string): Promise<BankStatement | null> {
    return tx.manager.findOne(BankStatement, { where: { id }, lock: { mode: 'pessimistic_write' } });
  }

  /** What is over forgets its file, and every staged line but the cells that were wrong. */
  async move(
    tx: Tx,
    statement: BankStatement,
    verb: Verb,
    actor: Actor | null,
    changes: Partial<BankStatement> = {},
  ): Promise<BankStatement> {
    const state = statementStates.next(statement.state, verb, ['statementId']);
    const decided = state === 'BOOKED' || state === 'DISCARDED';
    const moved = await tx.change(BankStatement, statement, {
      ...changes,
      state,
      fileId: null,
      ...(decided ? { decidedAt: tx.at, decidedBy: actor?.memberId ?? null } : {}),
    });
    if (statement.fileId !== null) await this.files.forget(tx, statement.fileId);
    if (state !== 'CHECKED') await this.forgetRows(tx, moved);
    await this.record(tx, actor, `${verb}BankStatement`, moved, statement.state);
    return moved;
  }

  async record(
    tx: Tx,
    actor: Actor | null,
    action: string,
    statement: BankStatement,
    from: StatementState | null,
  ): Promise<void> {
    const { firstOn, lastOn, openingFen, closingFen, linesNew, sha256 } = statement;
    await this.audit.record(tx, {
      actor,
      action,
      subjectKind: 'BankStatement',
      subjectId: statement.id,
      ...(from ? { fromState: from } : {}),
      toState: statement.state,
      data: {
        firstOn,
        lastOn,
        openingFen: String(openingFen),
        closingFen: String(closingFen),
        linesNew,
        sha256,
      },
    });
  }

  async find(reader: Reader, id: string): Promise<StatementRow | null> {
    const [row] = await reader.query<StatementRow>(
      `SELECT ${COLUMNS} FROM bank_statements s WHERE s.id = $1`,
      [id],
    );
    return row ?? null;
  }

  page({ at, id, limit }: { at: string | null; id: string | null; limit: number }): Promise<StatementRow[]> {
    return this.database.query<StatementRow>(
      `SELECT ${COLUMNS} FROM bank_statements s
        WHERE $1::timestamptz IS NULL OR (s.staged_at, s.id) < ($1::timestamptz, $2::uuid)
        ORDER BY s.staged_at DESC, s.id DESC LIMIT $3`,
      [at, id, limit],
    );
  }

  async count(): Promise<number> {
    const row = await this.database.one<{ n: number }>('SELECT count(*)::int AS n FROM bank_statements');
    return row?.n ?? 0;
  }

  /** By row and cell. */
  errors(reader: Reader, statementId: string, limit: number): Promise<StatementErrorRow[]> {
    return reader.query<StatementErrorRow>(
      `SELECT r.row_no AS "rowNo", split_part(e.error, ' ', 1) AS cell, split_part(e.error, ' ', 2) AS code
         FROM bank_statement_rows r CROSS JOIN LATERAL unnest(r.errors) WITH ORDINALITY AS e (error, place)
        WHERE r.statement_id = $1 ORDER BY r.row_no, e.place LIMIT $2`,
      [statementId, limit],
    );
  }

  private async forgetRows(tx: Tx, { id }: BankStatement): Promise<void> {
    await tx.query(`DELETE FROM bank_statement_rows WHERE statement_id = $1 AND cardinality(errors) = 0`, [
      id,
    ]);
    await tx.query(
      `UPDATE bank_statement_rows SET serial = NULL, counterparty_name_encrypted = NULL, counterparty_account_encrypted = NULL,
         counterparty_account_last_four = NULL, counterparty_account_hash = NULL, memo_encrypted = NULL WHERE statement_id = $1`,
      [id],
    );
  }
}
