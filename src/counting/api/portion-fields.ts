import { Context, Parent, ResolveField, Resolver } from '@nestjs/graphql';
import DataLoader from 'dataloader';
import { Database, type RequestScope } from '../../platform/index';
import { moneyOf } from './money-of';
import { CountedPortion, PortionPayment, PortionSettlement } from './portion.type';

interface PaymentRow {
  orderId: string;
  paymentId: string;
  fen: bigint;
  creditedAt: Date;
}
interface SettlementRow extends Omit<PortionSettlement, 'goods' | 'refunded'> {
  id: string;
  goodsFen: bigint;
  refundedFen: bigint;
}

/** Down from a counted portion to acceptance, settlement and payments: ids, amounts and dates, no payer's name or account. */
@Resolver(() => CountedPortion)
export class PortionFields {
  private readonly settlementsOwner = {};

  constructor(private readonly database: Database) {}

  @ResolveField(() => [PortionPayment], { description: 'Of the whole order' })
  payments(
    @Parent() portion: CountedPortion,
    @Context('scope') scope: RequestScope,
  ): Promise<PortionPayment[]> | PortionPayment[] {
    if (portion.orderId === null) return [];
    return scope
      .loader(this, () => new DataLoader((ids: readonly string[]) => this.paymentsOf(ids)))
      .load(portion.orderId);
  }

  @ResolveField(() => PortionSettlement, { nullable: true, description: 'Null while provisional' })
  async settlement(
    @Parent() { settlementLineId }: CountedPortion,
    @Context('scope') scope: RequestScope,
  ): Promise<PortionSettlement | null> {
    if (!settlementLineId) return null;
    return scope
      .loader(
        this.settlementsOwner,
        () => new DataLoader((ids: readonly string[]) => this.settlementsOf(ids)),
      )
      .load(settlementLineId);
  }

  private async paymentsOf(orderIds: readonly string[]): Promise<PortionPayment[][]> {
    const rows = await this.database.query<PaymentRow>(
      `SELECT request.subject_id AS "orderId", payment.id AS "paymentId", payment.fen, payment.credited_at AS "creditedAt"
       FROM payments payment JOIN payment_requests request ON request.id = payment.request_id
       WHERE request.subject_kind = 'ORDER' AND request.subject_id = ANY($1) ORDER BY payment.credited_at, payment.id`,
      [orderIds],
    );
    return orderIds.map((id) =>
      rows
        .filter((row) => row.orderId === id)
        .map(({ paymentId, fen, creditedAt }) => ({ paymentId, creditedAt, amount: moneyOf(fen) })),
    );
  }

  private async settlementsOf(lineIds: readonly string[]): Promise<(PortionSettlement | null)[]> {
    const rows = await this.database.query<SettlementRow>(
      `SELECT line.id, settlement.id AS "settlementId", settlement.settled_on AS "settledOn", acceptance.id AS "acceptanceId",
         acceptance.accepted_at AS "acceptedAt", acceptance.automatic, line.goods_fen AS "goodsFen",
         (SELECT coalesce(sum(fen), 0)::bigint FROM settled_line_refunds WHERE settlement_line_id = line.id) AS "refundedFen"
       FROM settlement_lines line JOIN settlements settlement ON settlement.id = line.settlement_id
       JOIN acceptance_lines accepted ON accepted.id = line.acceptance_line_id
       JOIN acceptances acceptance ON acceptance.id = accepted.acceptance_id WHERE line.id = ANY($1)`,
      [lineIds],
    );
    const byId = new Map(rows.map((row) => [row.id, row]));
    return lineIds.map((id) => {
      const row = byId.get(id);
      return row ? { ...row, goods: moneyOf(row.goodsFen), refunded: moneyOf(row.refundedFen) } : null;
    });
  }
}
