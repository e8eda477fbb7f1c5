import { ApproveSample, ReceiveSample, RejectSample, RequestSample, SendSample } from '../../sampling/index';
import type { PlannedQuote, PlannedTender } from '../domain/tender-script';
import type { Cast } from './cast';
import type { Shelves } from './shelves';
import { done, type Stage } from './stage';

/** Before he decides the buyer looks at samples: of the first quote he approves it, of the last he does not. */
export class SampleDesk {
  constructor(
    private readonly stage: Stage,
    private readonly cast: Cast,
    private readonly shelves: Shelves,
  ) {}

  async play(day: string, requestId: string, { days, buyerKey, quotes }: PlannedTender): Promise<void> {
    const [first] = quotes;
    for (const quote of quotes.filter((one) => one === first || one === quotes.at(-1))) {
      if (day === days.quoted) await this.ask(requestId, buyerKey, quote);
      if (day === days.countered) await this.send(requestId, quote);
      if (day === days.counterAccepted) await this.judge(requestId, buyerKey, quote, quote === first);
    }
  }

  private async ask(requestId: string, buyerKey: string, { supplierKey }: PlannedQuote): Promise<void> {
    const line = await this.stage.database.one<{ id: string }>(
      'SELECT id FROM sourcing_lines WHERE request_id = $1 ORDER BY position LIMIT 1',
      [requestId],
    );
    const input = {
      idempotencyKey: `demo-sample-${requestId}-${supplierKey}`,
      sourcingRequestId: requestId,
      sourcingLineId: line?.id ?? '',
      supplierId: this.cast.idOf(supplierKey),
      quantity: { value: '0.5', unit: 'kg' },
      note: '示例：请寄 500 克，注明采收日期。',
    };
    const clerk = this.cast.as(buyerKey, 'clerk');
    await done(`requestSample ${supplierKey}`, this.stage.use(RequestSample).execute(clerk, input));
  }

  private async send(requestId: string, { supplierKey, lotKey }: PlannedQuote): Promise<void> {
    const input = {
      ...(await this.standing(requestId, supplierKey, 'sent')),
      carrier: '示例快递',
      lotId: this.shelves.lotId(lotKey),
    };
    const supplier = this.cast.as(supplierKey);
    await done(`sendSample ${supplierKey}`, this.stage.use(SendSample).execute(supplier, input));
  }

  private async judge(
    requestId: string,
    buyerKey: string,
    { supplierKey }: PlannedQuote,
    good: boolean,
  ): Promise<void> {
    const clerk = this.cast.as(buyerKey, 'clerk');
    const come = await this.standing(requestId, supplierKey, 'received');
    await done(`receiveSample ${supplierKey}`, this.stage.use(ReceiveSample).execute(clerk, come));
    const seen = await this.standing(requestId, supplierKey, 'judged');
    const said = good
      ? this.stage.use(ApproveSample).execute(clerk, seen)
      : this.stage.use(RejectSample).execute(clerk, { ...seen, reason: 'QUALITY' });
    await done(`judge the sample of ${supplierKey}`, said);
  }

  private async standing(requestId: string, supplierKey: string, step: string) {
    const row = await this.stage.database.one<{ id: string; version: number }>(
      'SELECT id, version FROM samples WHERE request_id = $1 AND supplier_id = $2',
      [requestId, this.cast.idOf(supplierKey)],
    );
    if (!row) throw new Error(`${supplierKey} was asked for no sample`);
    return {
      idempotencyKey: `demo-sample-${step}-${row.id}`,
      sampleId: row.id,
      expectedVersion: row.version,
    };
  }
}
