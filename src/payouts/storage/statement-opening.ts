import { Injectable } from '@nestjs/common';
import { refuse } from '../../../libs/workflow/src/index';
import { Organizations } from '../../organizations/index';
import {
  businessDateOf,
  notFound,
  type Actor,
  type BusinessDate,
  type Reader,
  type Tx,
} from '../../platform/index';
import { Regions, wholeNumberOf } from '../../regions/index';
import { runningPeriod, type PeriodsPerMonth } from '../domain/payout-period';
import { payoutsRefusals } from '../domain/payouts.refusals';
import { OpenEntries } from './open-entries';
import { PayoutStatements } from './payout-statements';

/** Opens a supplier's statement before its period is over. */
@Injectable()
export class StatementOpening {
  constructor(
    private readonly organizations: Organizations,
    private readonly regions: Regions,
    private readonly entries: OpenEntries,
    private readonly statements: PayoutStatements,
  ) {}

  /** Refuses ANOTHER_IN_PREPARATION and NOTHING_TO_SETTLE; throws NOT_FOUND. */
  async ofRunningPeriod(tx: Tx, actor: Actor, supplierId: string): Promise<string> {
    if ((await this.organizations.find(tx, supplierId)) === null) throw notFound(['supplierId']);
    await this.statements.lockSupplier(tx, supplierId);
    if (await this.statements.inPreparation(tx, supplierId))
      refuse(payoutsRefusals.ANOTHER_IN_PREPARATION(['supplierId']));
    // What happens in this very millisecond is part of it.
    const cutOffAt = new Date(tx.at.getTime() + 1);
    const today = businessDateOf(tx.at);
    const period = runningPeriod(today, await this.periodsPerMonth(tx, today));
    const waits = (await this.entries.suppliersWaiting(tx, cutOffAt, supplierId)).length > 0;
    const opened = waits ? await this.statements.open(tx, supplierId, { ...period, cutOffAt }, actor) : null;
    return opened?.id ?? refuse(payoutsRefusals.NOTHING_TO_SETTLE(['supplierId']));
  }

  async periodsPerMonth(reader: Reader, on: BusinessDate): Promise<PeriodsPerMonth> {
    const rule = await this.regions.rule('PAYOUT_PERIODS_PER_MONTH', on, undefined, reader);
    return wholeNumberOf(rule) === 2 ? 2 : 1;
  }
}
