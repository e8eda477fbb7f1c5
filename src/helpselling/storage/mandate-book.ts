import { Injectable } from '@nestjs/common';
import { refuse } from '../../../libs/workflow/src/index';
import { Notices, Tasks } from '../../organizations/index';
import { Audit, notFound, startOfBusinessDate, addDays, type Actor, type Tx } from '../../platform/index';
import { helpSellRefusals } from '../domain/help-sell.refusals';
import type { HelpSellMandateState } from '../domain/help-sell.states';
import { HelpSellMandate } from './help-sell-mandate.entity';

/** Loads mandates under lock and writes down each of their steps. */
@Injectable()
export class MandateBook {
  constructor(
    private readonly tasks: Tasks,
    private readonly notices: Notices,
    private readonly audit: Audit,
  ) {}

  /** Throws NOT_FOUND unless the actor's organization is one of its two parties. */
  async lockFor(tx: Tx, actor: Actor, id: string, expectedVersion: number): Promise<HelpSellMandate> {
    const row = await tx.manager.findOne(HelpSellMandate, {
      where: { id },
      lock: { mode: 'pessimistic_write' },
    });
    if (!row || ![row.helperId, row.supplierId].includes(actor.organizationId)) throw notFound(['mandateId']);
    tx.expectVersion(row, expectedVersion);
    return row;
  }

  /** A word before the exclusion constraint says it; of two signatures of one supplier the second waits. */
  async goLive(tx: Tx, mandate: HelpSellMandate): Promise<void> {
    await tx.query(`SELECT pg_advisory_xact_lock(hashtextextended('help-sell:' || $1, 0))`, [
      mandate.supplierId,
    ]);
    const from = startOfBusinessDate(mandate.validFrom);
    // Open at its beginning: an order at the very instant of the signature is not after it.
    const live = [
      from > tx.at ? from : tx.at,
      startOfBusinessDate(addDays(mandate.validTo, 1)),
      mandate.id,
    ] as const;
    const rivals = await tx.query(
      `SELECT FROM help_sell_products p JOIN help_sell_products own USING (supplier_id, product_id, channel_id)
        WHERE own.mandate_id = $3 AND p.live && tstzrange($1, $2, '()') LIMIT 1`,
      live,
    );
    if (rivals.length > 0) refuse(helpSellRefusals.MANDATE_OVERLAPS());
    await tx.query(
      `UPDATE help_sell_products SET live = tstzrange($1, $2, '()') WHERE mandate_id = $3`,
      live,
    );
  }

  /** From now on it covers nothing; one that had not begun never covered anything. */
  async goDead(tx: Tx, mandateId: string): Promise<void> {
    await tx.query(
      `UPDATE help_sell_products SET live = live * tstzrange(NULL, $1, '[)') WHERE mandate_id = $2`,
      [tx.at, mandateId],
    );
  }

  /** The other party hears of it, its task is done, the trail has the step. */
  async step(
    tx: Tx,
    actor: Actor,
    action: string,
    mandate: HelpSellMandate,
    fromState: HelpSellMandateState,
  ): Promise<void> {
    const subject = { subjectKind: 'HelpSellMandate', subjectId: mandate.id };
    await this.tasks.close(tx, subject);
    const organizationId = actor.organizationId === mandate.helperId ? mandate.supplierId : mandate.helperId;
    await this.notices.send(tx, { organizationId, kind: `HELP_SELL_MANDATE_${mandate.state}`, ...subject });
    await this.audit.record(tx, {
      actor,
      action,
      ...subject,
      fromState,
      toState: mandate.state,
      data: { sha256: mandate.sha256 },
    });
  }
}
