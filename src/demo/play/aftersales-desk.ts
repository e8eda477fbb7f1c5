import { ApproveRefund, DenyRefund, EscalateRefund, RequestRefund } from '../../aftersales/index';
import type { Actor } from '../../platform/index';
import type { PlannedOrder } from '../domain/demo-plan';
import { PLATFORM_KEY } from '../domain/plan-parties';
import { yuanText } from '../domain/said-amounts';
import type { Cast } from './cast';
import type { OrderFacts } from './order-facts';
import { done, type Stage } from './stage';

const SMALLEST_CLAIM_FEN = 100n;

/** Partial refunds after settlement: the buyer asks, the supplier grants it, all or in part. */
export class AftersalesDesk {
  constructor(
    private readonly stage: Stage,
    private readonly cast: Cast,
  ) {}

  /** Asks for some per cent of the first settled line back. */
  async ask(order: PlannedOrder, facts: OrderFacts): Promise<void> {
    const line = await this.stage.database.one<{ id: string; fen: bigint }>(
      'SELECT id, goods_fen AS fen FROM settlement_lines WHERE order_id = $1 ORDER BY goods_fen DESC LIMIT 1',
      [facts.id],
    );
    if (!line) throw new Error(`order ${order.number} is not settled`);
    const claimed = (line.fen * BigInt(order.shortPerMille)) / 1000n;
    const input = {
      idempotencyKey: `demo-refund-${order.number}`,
      settlementLineId: line.id,
      amount: yuanText(claimed > SMALLEST_CLAIM_FEN ? claimed : SMALLEST_CLAIM_FEN),
      reason: 'QUALITY' as const,
      note: '示例说明：部分货物不符合约定等级。',
      photoIds: [],
    };
    const clerk = this.cast.as(order.buyerKey, 'clerk');
    await done(`requestRefund ${order.number}`, this.stage.use(RequestRefund).execute(clerk, input));
  }

  /** Most claims are granted; a fifth is denied, and half of those the buyer takes to the platform, which grants them. */
  async decide(order: PlannedOrder, facts: OrderFacts): Promise<void> {
    const supplier = this.cast.as(order.supplierKey);
    if (order.number % 5 !== 0) return this.approve(order, facts, supplier);
    const denied = { ...(await this.seen(order, facts, 'denied')), note: '示例意见：交货等级符合合同。' };
    await done(`denyRefund ${order.number}`, this.stage.use(DenyRefund).execute(supplier, denied));
    if (order.number % 10 !== 0) return;
    const escalated = await this.seen(order, facts, 'escalated');
    const clerk = this.cast.as(order.buyerKey, 'clerk');
    await done(`escalateRefund ${order.number}`, this.stage.use(EscalateRefund).execute(clerk, escalated));
    for (const duty of ['admin', 'second'])
      await this.approve(order, facts, this.cast.as(PLATFORM_KEY, duty));
  }

  private async approve(order: PlannedOrder, facts: OrderFacts, actor: Actor): Promise<void> {
    const said = await this.seen(order, facts, `approved-${actor.memberId}`);
    const input = { ...said, note: '示例意见：同意退款。' };
    await done(`approveRefund ${order.number}`, this.stage.use(ApproveRefund).execute(actor, input));
  }

  private async seen(order: PlannedOrder, facts: OrderFacts, what: string) {
    const request = await this.stage.database.one<{ id: string; version: number }>(
      'SELECT id, version FROM refund_requests WHERE order_id = $1',
      [facts.id],
    );
    if (!request) throw new Error(`order ${order.number} has no refund request`);
    const idempotencyKey = `demo-refund-${what}-${order.number}`;
    return { idempotencyKey, refundRequestId: request.id, expectedVersion: request.version };
  }
}
