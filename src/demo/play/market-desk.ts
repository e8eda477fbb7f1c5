import { addDays } from '../../platform/index';
import { JoinPool, OpenPool } from '../../pooling/index';
import { ApproveSourcingRequest, DraftSourcingRequest, PublishSourcingRequest } from '../../sourcing/index';
import type { DemoPlan, PlannedOrganization } from '../domain/demo-plan';
import {
  potatoPool,
  potatoShare,
  rareRequest,
  seasonRequest,
  type MarketTerms,
} from '../domain/market-script';
import { officeKey } from '../domain/plan-parties';
import type { Cast } from './cast';
import { done, type Stage } from './stage';

/** Days before the present. */
const FIRST_POOL = 16;
const SECOND_POOL = 3;
const REQUESTS = 2;
const UNITS_IN_A_POOL = 4;

/** What buyers ask the market for towards the end of the year: 询价单 that wait for quotes, a 拼单 that is filled and one that gathers. */
export class MarketDesk {
  private readonly heads: readonly PlannedOrganization[];

  constructor(
    private readonly stage: Stage,
    private readonly cast: Cast,
    private readonly plan: DemoPlan,
  ) {
    this.heads = plan.buyers.filter(({ parentKey }) => parentKey === null);
  }

  async play(day: string): Promise<void> {
    const { lastDay } = this.plan;
    if (day === addDays(lastDay, -FIRST_POOL)) await this.fill();
    if (day === addDays(lastDay, -SECOND_POOL)) await this.gather();
    if (day === addDays(lastDay, -REQUESTS)) await this.ask();
    await this.stage.settle();
  }

  /** By a buyer, up to its limit: it becomes a request of several units. */
  private async fill(): Promise<void> {
    const units = this.heads.slice(0, UNITS_IN_A_POOL);
    const [opener] = units;
    if (!opener) return;
    const pool = potatoPool(this.plan.lastDay, units.length);
    const input = { idempotencyKey: 'demo-pool-filled', ...pool };
    const { poolId } = await done(
      'openPool',
      this.stage.use(OpenPool).execute(this.cast.as(opener.key, 'clerk'), input),
    );
    for (const unit of units) await this.join(poolId, unit);
  }

  /** By a collaboration office; it gathers still. */
  private async gather(): Promise<void> {
    const [pair] = this.plan.agreements;
    const units = this.heads.slice(-2);
    if (!pair || units.length === 0) return;
    const office = this.cast.as(officeKey(pair.pair.east.code), 'coord');
    const input = {
      idempotencyKey: 'demo-pool-gathering',
      ...potatoPool(this.plan.lastDay, UNITS_IN_A_POOL),
    };
    const { poolId } = await done('openPool', this.stage.use(OpenPool).execute(office, input));
    for (const unit of units) await this.join(poolId, unit);
  }

  private async join(poolId: string, { key, regionCode }: PlannedOrganization): Promise<void> {
    const input = {
      idempotencyKey: `demo-join-${poolId}-${key}`,
      poolId,
      unitId: this.cast.idOf(key),
      share: potatoShare(regionCode),
    };
    await done(`joinPool ${key}`, this.stage.use(JoinPool).execute(this.cast.as(key, 'clerk'), input));
  }

  private async ask(): Promise<void> {
    for (const [index, buyer] of this.heads.slice(0, 2).entries()) {
      const terms = (index === 0 ? seasonRequest : rareRequest)(this.plan.lastDay, buyer.regionCode);
      await this.publish(buyer.key, terms);
    }
  }

  private async publish(key: string, terms: MarketTerms): Promise<void> {
    const clerk = this.cast.as(key, 'clerk');
    const named = { idempotencyKey: `demo-request-${key}`, unitId: this.cast.idOf(key) };
    const drafted = this.stage.use(DraftSourcingRequest).execute(clerk, { ...named, terms });
    const { sourcingRequestId } = await done(`draftSourcingRequest ${key}`, drafted);
    const seen = { sourcingRequestId, idempotencyKey: `demo-publish-${key}`, expectedVersion: 1 };
    await done(`publishSourcingRequest ${key}`, this.stage.use(PublishSourcingRequest).execute(clerk, seen));
    const state = await this.stage.database.one<{ state: string; version: number }>(
      'SELECT state, version FROM sourcing_requests WHERE id = $1',
      [sourcingRequestId],
    );
    if (state?.state !== 'PENDING_APPROVAL') return;
    const word = { sourcingRequestId, idempotencyKey: `demo-approve-${key}`, expectedVersion: state.version };
    const approver = this.cast.as(key, 'approver');
    await done(
      `approveSourcingRequest ${key}`,
      this.stage.use(ApproveSourcingRequest).execute(approver, word),
    );
  }
}
