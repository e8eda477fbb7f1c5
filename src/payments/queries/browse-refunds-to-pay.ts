import { Args, ArgsType, Field, Query, Resolver } from '@nestjs/graphql';
import { Role } from '../../organizations/index';
import {
  Allow,
  CurrentActor,
  Cursors,
  Database,
  Id,
  PageArgs,
  connectionOf,
  pageOf,
  readPage,
  type Actor,
  type Page,
} from '../../platform/index';
import { REFUND_PAYMENTS, RefundPaymentReader, type RefundPaymentRow } from '../api/refund-payment-reader';
import { RefundPaymentType } from '../api/refund-payment.type';

const RefundPaymentConnection = connectionOf(RefundPaymentType, 'RefundPayment');

@ArgsType()
export class RefundsToPayArgs extends PageArgs {
  @Field(() => Id, { nullable: true, description: 'Only what goes back for this order' })
  orderId?: string | null;
}

@Resolver()
export class RefundsToPayResolver {
  constructor(
    private readonly database: Database,
    private readonly cursors: Cursors,
    private readonly payments: RefundPaymentReader,
  ) {}

  @Allow(Role.FINANCE, Role.AUDITOR)
  @Query(() => RefundPaymentConnection, { description: '待退款: not yet paid or failed, oldest first' })
  async refundsToPay(
    @Args() page: RefundsToPayArgs,
    @CurrentActor() actor: Actor,
  ): Promise<Page<RefundPaymentType>> {
    const orderId = page.orderId ?? null;
    const request = readPage(this.cursors, 'refundsToPay', page);
    const [at = null, id = null] = request.after ?? [];
    const rows = await this.database.query<RefundPaymentRow>(
      `${REFUND_PAYMENTS} WHERE d.state <> 'DONE' AND ($4::uuid IS NULL OR r.subject_id = $4)
         AND ($1::timestamptz IS NULL OR (d.requested_at, d.id) > ($1, $2::uuid))
       ORDER BY d.requested_at, d.id LIMIT $3`,
      [at, id, request.fetch, orderId],
    );
    return pageOf(this.cursors, 'refundsToPay', request, rows, {
      node: (row) => this.payments.shown(actor, row),
      keyOf: (row) => [row.requested_at.toISOString(), row.id],
      totalCount: () => this.count(orderId),
    });
  }

  private async count(orderId: string | null): Promise<number> {
    const row = await this.database.one<{ total: number }>(
      `SELECT count(*)::int AS total FROM (${REFUND_PAYMENTS}) d
        WHERE d.state <> 'DONE' AND ($1::uuid IS NULL OR d.order_id = $1)`,
      [orderId],
    );
    return row?.total ?? 0;
  }
}
