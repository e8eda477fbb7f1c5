import { Injectable } from '@nestjs/common';
import { FieldCipher, type Reader } from '../../platform/index';
import type { SeenLine } from '../domain/seen-line';

interface LineRow {
  readonly id: string;
  readonly day: string;
  readonly dayPosition: number;
  readonly accountNumber: string;
  readonly bookedAt: Date;
  readonly direction: SeenLine['direction'];
  readonly fen: bigint;
  readonly serial: string | null;
  readonly nameSealed: string | null;
  readonly accountSealed: string | null;
  readonly memoSealed: string | null;
  readonly bookedBy: string;
}

export interface WantedLines {
  readonly direction: SeenLine['direction'];
  readonly fen: bigint;
  /** First day, as YYYY-MM-DD. */
  readonly from: string;
}

const LINES = `
  SELECT l.id, l.day, l.day_position AS "dayPosition", l.account_number AS "accountNumber", l.booked_at AS "bookedAt", l.direction, l.fen,
         l.serial, l.counterparty_name_encrypted AS "nameSealed", l.counterparty_account_encrypted AS "accountSealed",
         l.memo_encrypted AS "memoSealed", s.decided_by AS "bookedBy"
    FROM bank_lines l JOIN bank_statements s ON s.id = l.statement_id`;
const OPEN = 'NOT EXISTS (SELECT FROM bank_line_uses u WHERE u.line_id = l.id)';

/** Booked lines as they read in the clear, for the transaction that looks at them. */
@Injectable()
export class OpenLines {
  constructor(private readonly cipher: FieldCipher) {}

  /** Of nobody taken yet, in the bank’s order. */
  async of(reader: Reader, { direction, fen, from }: WantedLines, atMost: number): Promise<SeenLine[]> {
    const rows = await reader.query<LineRow>(
      `${LINES} WHERE l.direction = $1 AND l.fen = $2 AND l.day >= $3 AND ${OPEN}
        ORDER BY l.day, l.account_number, l.day_position LIMIT $4`,
      [direction, String(fen), from, atMost],
    );
    return rows.map((row) => this.seen(row));
  }

  /** Of one statement, after a place; taken or not. */
  async next(
    reader: Reader,
    statementId: string,
    [day, position]: readonly (string | null)[],
  ): Promise<(SeenLine & { dayPosition: number }) | null> {
    const [row] = await reader.query<LineRow>(
      `${LINES} WHERE l.statement_id = $1 AND ($2::date IS NULL OR (l.day, l.day_position) > ($2::date, $3::int))
        ORDER BY l.day, l.day_position LIMIT 1`,
      [statementId, day ?? null, position ?? null],
    );
    return row ? { ...this.seen(row), dayPosition: row.dayPosition } : null;
  }

  async get(reader: Reader, id: string): Promise<SeenLine | null> {
    const [row] = await reader.query<LineRow>(`${LINES} WHERE l.id = $1`, [id]);
    return row ? this.seen(row) : null;
  }

  private seen(row: LineRow): SeenLine {
    const open = (sealed: string | null) => (sealed === null ? null : this.cipher.decrypt(sealed));
    return {
      id: row.id,
      direction: row.direction,
      fen: row.fen,
      day: row.day,
      at: row.bookedAt,
      name: open(row.nameSealed) ?? '',
      account: open(row.accountSealed),
      memo: open(row.memoSealed),
      serial: row.serial,
      reference: `${row.accountNumber.slice(-4)}-${row.day.replaceAll('-', '')}-${row.dayPosition}`,
      bookedBy: row.bookedBy,
    };
  }
}
