import { Measure, type Measured, type Measures, type Reader } from '../../platform/index';

/** Money that came and belongs to no order yet. */
@Measure({ name: 'xieshou_suspense_fen', help: 'Money in suspense, in fen' })
export class SuspenseAmount implements Measures {
  async measure(reader: Reader): Promise<Measured[]> {
    const [sum] = await reader.query<{ fen: string }>(
      `SELECT coalesce(sum(b.natural_fen), 0) AS fen ${OPEN}`,
    );
    return [{ value: BigInt(sum?.fen ?? 0) }];
  }
}

@Measure({ name: 'xieshou_suspense_receipts', help: 'Bank receipts with money in suspense' })
export class SuspenseReceipts implements Measures {
  async measure(reader: Reader): Promise<Measured[]> {
    const [count] = await reader.query<{ receipts: number }>(`SELECT count(*)::int AS receipts ${OPEN}`);
    return [{ value: count?.receipts ?? 0 }];
  }
}

const OPEN = `FROM ledger_accounts a JOIN ledger_balances b ON b.account_id = a.id
  WHERE a.purpose = 'SUSPENSE' AND b.natural_fen > 0`;
