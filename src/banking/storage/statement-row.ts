import { accountNumber } from '../../payments/index';
import {
  dayInCell,
  exactDecimal,
  isBusinessDate,
  type BusinessDate,
  type FieldCipher,
  type ReadCell,
  type ReadRow,
} from '../../platform/index';
import type { Layout, LineField, Places } from '../domain/layouts';
import type { StatementError } from '../domain/statement-errors';

/** As it is staged; null where it says nothing that can be read. */
export interface StagedRow {
  readonly row_no: number;
  readonly day: string | null;
  readonly booked_at: string | null;
  readonly direction: 'CREDIT' | 'DEBIT' | null;
  readonly fen: string | null;
  readonly balance_fen: string | null;
  readonly serial: string | null;
  readonly counterparty_name_encrypted: string | null;
  readonly counterparty_account_encrypted: string | null;
  readonly counterparty_account_last_four: string | null;
  readonly counterparty_account_hash: string | null;
  readonly memo_encrypted: string | null;
  /** `F12 AMOUNT_FORM`: the cell, and why. */
  readonly errors: readonly string[];
}

const LONGEST = 500;
const MOST_EXACT_DIGITS = 15;
const CLOCK = /^(\d{1,2}):?(\d{2})(?::?(\d{2}))?$/;

/** Reads one line of a statement; whoever paid is sealed at once. */
export function readStatementRow(
  { number, cells }: ReadRow,
  { layout, places, from1904 }: { layout: Layout; places: Places; from1904: boolean },
  cipher: FieldCipher,
): StagedRow {
  const row = new LineReader(number, cells, layout, places);
  const when = row.when(from1904);
  const moved = row.moved();
  const account = row.account();
  const sealed = (text: string | null) => (text === null ? null : cipher.encrypt(text));
  return {
    row_no: number,
    day: when?.day ?? null,
    booked_at: when?.at ?? null,
    direction: moved?.direction ?? null,
    fen: moved ? String(moved.fen) : null,
    balance_fen: row.balance(),
    serial: row.serial(),
    counterparty_name_encrypted: sealed(row.word('name')),
    counterparty_account_encrypted: sealed(account),
    counterparty_account_last_four: account?.slice(-4) ?? null,
    counterparty_account_hash: account === null ? null : cipher.lookupHash(account),
    memo_encrypted: sealed(row.word('memo')),
    errors: row.errors,
  };
}

class LineReader {
  readonly errors: string[] = [];

  constructor(
    private readonly rowNo: number,
    private readonly cells: ReadonlyMap<string, ReadCell>,
    private readonly layout: Layout,
    private readonly places: Places,
  ) {}

  /** May be missing: a bank’s own interest comes from nobody. */
  word(field: LineField): string | null {
    const cell = this.cell(field);
    if (!cell) return null;
    return cell.text.length > LONGEST ? this.wrong(field, 'CELL_TOO_LONG') : cell.text;
  }

  account(): string | null {
    const said = this.digits('account');
    if (said === null) return null;
    return accountNumber(said) ?? this.wrong('account', 'ACCOUNT_FORM');
  }

  serial(): string | null {
    if (!this.places.serial) return null;
    return this.digits('serial') ?? this.missing('serial');
  }

  when(from1904: boolean): { day: BusinessDate; at: string } | null {
    const cell = this.cell('day');
    if (!cell) return this.missing('day');
    const [date = '', ...rest] = cell.text.split(/[ T]+/);
    const day = compactDay(date) ?? dayInCell({ ...cell, text: date }, from1904);
    const [, hours = '00', minutes = '00', seconds = '00'] =
      CLOCK.exec(this.cell('time')?.text ?? rest.join('')) ?? [];
    const at = `${day}T${hours.padStart(2, '0')}:${minutes}:${seconds}+08:00`;
    return day === null || Number.isNaN(Date.parse(at)) ? this.wrong('day', 'DATE_FORM') : { day, at };
  }

  moved(): { direction: 'CREDIT' | 'DEBIT'; fen: bigint } | null {
    if (this.layout.amount === 'TWO_COLUMNS') return this.movedInColumns();
    const said = this.amount('amount');
    if (said === null) return null;
    if (said === 0n) return this.wrong('amount', 'AMOUNT_FORM');
    if (this.layout.amount === 'SIGNED')
      return said > 0n ? { direction: 'CREDIT', fen: said } : { direction: 'DEBIT', fen: -said };
    const mark = this.cell('mark')?.text ?? '';
    if (said < 0n) return this.wrong('amount', 'AMOUNT_FORM');
    if (this.layout.credit.includes(mark)) return { direction: 'CREDIT', fen: said };
    return this.layout.debit.includes(mark)
      ? { direction: 'DEBIT', fen: said }
      : this.wrong('mark', 'MARK_UNKNOWN');
  }

  balance(): string | null {
    const fen = this.amount('balance');
    if (fen === null) return null;
    return fen < 0n ? this.wrong('balance', 'AMOUNT_FORM') : String(fen);
  }

  /** Banks leave the other column empty or write a nought in it. */
  private movedInColumns(): { direction: 'CREDIT' | 'DEBIT'; fen: bigint } | null {
    const credit = this.cell('credit') ? this.amount('credit') : 0n;
    const debit = this.cell('debit') ? this.amount('debit') : 0n;
    if (credit === null || debit === null) return null;
    if (credit < 0n || debit < 0n || credit > 0n === debit > 0n) return this.wrong('credit', 'ONE_AMOUNT');
    return credit > 0n ? { direction: 'CREDIT', fen: credit } : { direction: 'DEBIT', fen: debit };
  }

  private amount(field: LineField): bigint | null {
    const cell = this.cell(field);
    if (!cell) return this.missing(field);
    const [, sign = '', said = ''] = /^([+-]?)(.*)$/.exec(cell.text.replace(/[,¥￥元\s]/g, '')) ?? [];
    const yuan = exactDecimal(said, 2);
    if (yuan === null) return this.wrong(field, 'AMOUNT_FORM');
    const [whole = '0', cents = ''] = yuan.split('.');
    const fen = BigInt(whole) * 100n + BigInt(cents.padEnd(2, '0'));
    return sign === '-' ? -fen : fen;
  }

  /** Of an account or a register; twenty digits kept as a number have lost their last ones. */
  private digits(field: LineField): string | null {
    const cell = this.cell(field);
    if (!cell) return null;
    if (cell.isNumber && cell.text.replace(/\D/g, '').length >= MOST_EXACT_DIGITS)
      return this.wrong(field, 'WRITTEN_AS_NUMBER');
    return cell.text.length > LONGEST ? this.wrong(field, 'CELL_TOO_LONG') : cell.text.replace(/\s/g, '');
  }

  private cell(field: LineField): ReadCell | null {
    const cell = this.cells.get(this.places[field] ?? '');
    const text = cell?.text.normalize('NFKC').trim() ?? '';
    return cell && text !== '' && text !== '-' ? { ...cell, text } : null;
  }

  private missing(field: LineField): null {
    return this.wrong(field, 'CELL_MISSING');
  }

  private wrong(field: LineField, code: StatementError): null {
    this.errors.push(`${this.places[field] ?? ''}${this.rowNo} ${code}`);
    return null;
  }
}

/** Eight digits are a day, however a spreadsheet keeps them. */
function compactDay(text: string): BusinessDate | null {
  const day = text.replace(/^(\d{4})(\d{2})(\d{2})$/, '$1-$2-$3');
  return isBusinessDate(day) ? day : null;
}
