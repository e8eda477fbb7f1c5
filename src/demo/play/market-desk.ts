import { addDays } from '../../platform/index';
import { JoinPool, OpenPool } from '../../pooling/index';
import { RequestMatchRun } from '../../matching/index';
import type { DemoPlan, PlannedOrganization } from '../domain/demo-plan';
import { potatoPool, potatoShare, rareRequest, seasonRequest } from '../domain/market-script';
import { PLATFORM_KEY, officeKey } from '../domain/plan-parties';
import { standingQuotes } from '../domain/tender-script';
import type { Cast } from './cast';
import { publishRequest } from './publish-request';
import { done, type Stage } from './stage';
import type { TenderDesk } from './tender-desk';

/** Days before the present. */
const FIRST_POOL = 16;
const SECOND_POOL = 3;
const REQUESTS = 2;
const QUOTES = 1;
const UNITS_IN_A_POOL = 4;

/** What buyers ask the market for towards the end of the year: 询价单 that wait for quotes, a 拼单 that is filled and one that gathers. */
export class MarketDesk {
  private readonly heads: readonly PlannedOrganization[];
  private readonly asked: string[] = [];

  constructor(
    private readonly stage: Stage,
    private readonly cast: Cast,
    private readonly plan: DemoPlan,
    private readonly tenders: TenderDesk,
  ) {
    this.heads = plan.buyers.filter(({ parentKey }) => parentKey === null);
  }

  async play(day: string): Promise<void> {
    const { lastDay } = this.plan;
    if (day === addDays(lastDay, -FIRST_POOL)) await this.fill();
    if (day === addDays(lastDay, -SECOND_POOL)) await this.gather();
    if (day === addDays(lastDay, -REQUESTS)) await this.ask();
    if (day === addDays(lastDay, -QUOTES)) await this.answer();
    if (day === lastDay) await this.match();
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
    for (const [index, { key, regionCode }] of this.heads.slice(0, 2).entries()) {
      const terms = (index === 0 ? seasonRequest : rareRequest)(this.plan.lastDay, regionCode);
      this.asked.push(await publishRequest(this.stage, this.cast, { key, name: key, terms }));
    }
  }

  /** Sealed quotes on the first request; open ones on the second, where the buyer has named a price of his own. */
  private async answer(): Promise<void> {
    const [season = '', rare = ''] = this.asked;
    await this.tenders.quote(season, standingQuotes(this.plan, { categoryCode: '13', kilograms: 600 }));
    const open = standingQuotes(this.plan, { categoryCode: '05', kilograms: 100 });
    await this.tenders.quote(rare, open);
    const [first] = open;
    const buyer = this.heads[1];
    if (first && buyer) await this.tenders.counter(rare, buyer.key, first);
  }

  /** 匹配 over everything that is wanted and on offer; the clock's next round carries it out. */
  private async match(): Promise<void> {
    const operations = this.cast.as(PLATFORM_KEY);
    const input = { idempotencyKey: 'demo-match-run' };
    await done('requestMatchRun', this.stage.use(RequestMatchRun).execute(operations, input));
  }
}
