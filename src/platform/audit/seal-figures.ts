import type { Reader } from '../database/reader';
import { Measure, type Measured, type Measures } from '../metrics/measure';
import { AuditChain } from './audit-chain';

@Measure({ name: 'xieshou_unsealed_audit_rows', help: 'Audit rows that no seal covers yet' })
export class UnsealedRows implements Measures {
  constructor(private readonly chain: AuditChain) {}

  async measure(): Promise<Measured[]> {
    const { rows } = await this.chain.unsealed();
    return [{ value: rows }];
  }
}

@Measure({
  name: 'xieshou_oldest_unsealed_audit_row_seconds',
  help: 'How long the oldest audit row has waited for its seal; 0 where all are sealed',
})
export class OldestUnsealedRow implements Measures {
  constructor(private readonly chain: AuditChain) {}

  async measure(reader: Reader): Promise<Measured[]> {
    const { oldest } = await this.chain.unsealed();
    const [age] = await reader.query<{ seconds: number }>(
      'SELECT coalesce(extract(epoch FROM clock_timestamp() - $1::timestamptz), 0)::float8 AS seconds',
      [oldest],
    );
    return [{ value: age?.seconds ?? 0 }];
  }
}

@Measure({ name: 'xieshou_last_seal_age_seconds', help: 'Since the newest seal of the audit chain' })
export class LastSealAge implements Measures {
  async measure(reader: Reader): Promise<Measured[]> {
    const rows = await reader.query<{ seconds: number }>(
      `SELECT extract(epoch FROM clock_timestamp() - sealed_at)::float8 AS seconds
       FROM audit_seals ORDER BY id DESC LIMIT 1`,
    );
    return rows.map(({ seconds }) => ({ value: seconds }));
  }
}
