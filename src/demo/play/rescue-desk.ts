import { AnswerRescueRound, JoinRescueRound, ProposeRescueRound } from '../../rescue/index';
import { departmentKey } from '../domain/plan-parties';
import { partOf, rescueTerms, type PlannedRescue } from '../domain/rescue-script';
import type { SpareGoods } from '../domain/spare-goods';
import type { Cast } from './cast';
import type { Shelves } from './shelves';
import { done, type Stage } from './stage';

/** 滞销拼单: for a lot that will not sell in time the county proposes a round, its supplier agrees, two buyers fill it. */
export class RescueDesk {
  private round: { readonly id: string; readonly goods: SpareGoods } | null = null;

  constructor(
    private readonly stage: Stage,
    private readonly cast: Cast,
    private readonly shelves: Shelves,
    private readonly planned: PlannedRescue,
    private readonly lastDay: string,
  ) {}

  async play(day: string): Promise<void> {
    if (day === this.planned.proposedOn) await this.propose();
    if (day === this.planned.joinedOn) await this.join();
    await this.stage.settle();
  }

  private async propose(): Promise<void> {
    const raised = await this.stage.database.query<{ id: string; lotId: string }>(
      `SELECT id, lot_id AS "lotId" FROM unsold_alarms WHERE state = 'RAISED'`,
    );
    const alarmOf = new Map(raised.map(({ id, lotId }) => [lotId, id]));
    const goods = this.planned.candidates.find(({ lot }) => alarmOf.has(this.shelves.lotId(lot.key)));
    if (!goods) return;
    const { supplierKey } = goods.product;
    const input = {
      idempotencyKey: 'demo-rescue',
      alarmId: alarmOf.get(this.shelves.lotId(goods.lot.key)) ?? '',
      ...rescueTerms(goods, this.lastDay),
    };
    const department = this.cast.as(departmentKey(goods.product.goods.countyCode), 'agri');
    const proposed = this.stage.use(ProposeRescueRound).execute(department, input);
    const { roundId } = await done('proposeRescueRound', proposed);
    const word = { idempotencyKey: 'demo-rescue-agreed', roundId, expectedVersion: 1, agree: true };
    const supplier = this.cast.as(supplierKey);
    await done('answerRescueRound', this.stage.use(AnswerRescueRound).execute(supplier, word));
    this.round = { id: roundId, goods };
  }

  private async join(): Promise<void> {
    if (!this.round) return;
    const { id: roundId, goods } = this.round;
    for (const { key, regionCode } of this.planned.units) {
      const input = {
        idempotencyKey: `demo-rescue-join-${key}`,
        roundId,
        unitId: this.cast.idOf(key),
        want: { value: String(partOf(goods.product)), unit: 'kg' },
        deliveryCounty: regionCode,
      };
      const clerk = this.cast.as(key, 'clerk');
      await done(`joinRescueRound ${key}`, this.stage.use(JoinRescueRound).execute(clerk, input));
    }
  }
}
