import { Args, ArgsType, Field, Query, Resolver } from '@nestjs/graphql';
import {
  AllowSignedIn,
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
import { ONLINE_PAYMENTS, OnlinePaymentReader, type OnlinePaymentRow } from '../api/online-payment-reader';
import { OnlinePaymentOfferType, OnlinePaymentType } from '../api/online-payment.type';
import { StripeClient } from '../storage/stripe-client';

const Connection = connectionOf(OnlinePaymentType, 'OnlinePayment');
const LIST = 'onlinePayments';

@ArgsType()
export class OnlinePaymentsArgs extends PageArgs {
  @Field(() => Id)
  orderId!: string;
}

@Resolver()
export class OnlinePaymentsResolver {
  constructor(
    private readonly database: Database,
    private readonly cursors: Cursors,
    private readonly payments: OnlinePaymentReader,
    private readonly stripe: StripeClient,
  ) {}

  @AllowSignedIn()
  @Query(() => OnlinePaymentOfferType, { description: '在线支付设置' })
  onlinePaymentOffer(): OnlinePaymentOfferType {
    const { settings } = this.stripe;
    const test = settings !== null && !settings.live;
    return { offered: settings !== null, publishableKey: settings?.publishableKey ?? null, test };
  }

  @AllowSignedIn()
  @Query(() => Connection, { description: '在线支付 of an order, newest first' })
  async onlinePayments(
    @Args() page: OnlinePaymentsArgs,
    @CurrentActor() actor: Actor,
  ): Promise<Page<OnlinePaymentType>> {
    const { orderId } = page;
    await this.payments.requireVisible(actor, orderId);
    const request = readPage(this.cursors, LIST, page);
    const [at = null, id = null] = request.after ?? [];
    const rows = await this.database.query<OnlinePaymentRow>(
      `${ONLINE_PAYMENTS} WHERE r.subject_id = $4
         AND ($1::timestamptz IS NULL OR (i.started_at, i.id) < ($1, $2::uuid))
       ORDER BY i.started_at DESC, i.id DESC LIMIT $3`,
      [at, id, request.fetch, orderId],
    );
    return pageOf(this.cursors, LIST, request, rows, {
      node: (row) => this.payments.shown(actor, row),
      keyOf: (row) => [row.started_at.toISOString(), row.id],
      totalCount: () => this.count(orderId),
    });
  }

  private async count(orderId: string): Promise<number> {
    const row = await this.database.one<{ total: number }>(
      `SELECT count(*)::int AS total FROM (${ONLINE_PAYMENTS}) i WHERE i.order_id = $1`,
      [orderId],
    );
    return row?.total ?? 0;
  }
}
