import { Injectable } from '@nestjs/common';
import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import { frozenPlanInput, type PlanInput } from '../../../libs/matching/src/index';
import { Clock, Transactions, businessDateOf, sha256Of, type Reader, type Tx } from '../../platform/index';
import { PlanOffers } from './plan-offers';
import { PlanTargetsReader } from './plan-targets';
import { PlanUnits } from './plan-units';
import { PlanRulesReader } from './plan-rules';

const packed = promisify(gzip);

export interface FrozenPlan {
  readonly sha256: string;
  readonly compressed: Buffer;
}

/** Takes the snapshot a plan stands on, and keeps it by its digest. */
@Injectable()
export class PlanInputs {
  constructor(
    private readonly transactions: Transactions,
    private readonly clock: Clock,
    private readonly targets: PlanTargetsReader,
    private readonly units: PlanUnits,
    private readonly offers: PlanOffers,
    private readonly rules: PlanRulesReader,
  ) {}

  /** Everything is read at one moment; null where there is nothing to plan by. */
  async freeze(agreementId: string): Promise<FrozenPlan | null> {
    const input = await this.transactions.run(async (tx) => {
      await tx.query('SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY');
      return this.read(tx, agreementId);
    });
    if (!input) return null;
    const text = Buffer.from(frozenPlanInput(input));
    return { sha256: sha256Of(text), compressed: await packed(text) };
  }

  async keep(tx: Tx, { sha256, compressed }: FrozenPlan): Promise<void> {
    await tx.query(
      'INSERT INTO purchase_plan_inputs (sha256, compressed, created_at) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING',
      [sha256, compressed, tx.at],
    );
  }

  async ofPlan(reader: Reader, planId: string): Promise<Uint8Array | null> {
    const [row] = await reader.query<{ compressed: Buffer }>(
      `SELECT i.compressed FROM purchase_plans p JOIN purchase_plan_inputs i ON i.sha256 = p.input_sha256 WHERE p.id = $1`,
      [planId],
    );
    return row?.compressed ?? null;
  }

  private async read(tx: Tx, agreementId: string): Promise<PlanInput | null> {
    const today = businessDateOf(this.clock.now());
    const targets = await this.targets.of(tx, agreementId, today);
    const rules = await this.rules.on(tx, today);
    if (!targets || !rules) return null;
    const { made, leaves, months } = targets;
    const { westRegionCode, helpedOrganizationId: supplierId } = made.agreement;
    const where = {
      westRegionCode,
      supplierId,
      months: months.map(({ month }) => month),
      today,
    };
    const supplies = await this.offers.in(tx, where);
    const counties = [...new Set(supplies.map(({ countyCode }) => countyCode))];
    const units = await this.units.of(tx, made.agreement, { counties, today });
    return { on: today, leaves, months, units, supplies, rules };
  }
}
