import { Context, Parent, ResolveField, Resolver } from '@nestjs/graphql';
import DataLoader from 'dataloader';
import { formatMoney } from '../../../libs/money/src/index';
import { CurrentActor, MoneyType, hasRole, type Actor, type RequestScope } from '../../platform/index';
import { OrderType, type OrderRow } from '../../procurement/index';
import { RefundRequestReader, type RefundRequestRow } from '../storage/refund-request-reader';
import { RefundRequestType } from './refund-request.type';

const yuan = (fen: bigint): MoneyType => formatMoney({ fen, currency: 'CNY' });

@Resolver(() => RefundRequestType)
export class RefundRequestAmounts {
  @ResolveField(() => MoneyType)
  requested(@Parent() request: RefundRequestRow): MoneyType {
    return yuan(request.requestedFen);
  }

  @ResolveField(() => MoneyType, { nullable: true })
  approved(@Parent() request: RefundRequestRow): MoneyType | null {
    return request.approvedFen === null ? null : yuan(request.approvedFen);
  }

  @ResolveField(() => MoneyType, {
    nullable: true,
    description: 'What one person of the platform would give; another decides. Seen by the platform',
  })
  awardProposed(@Parent() request: RefundRequestRow, @CurrentActor() actor: Actor): MoneyType | null {
    const sees = hasRole(actor, 'PLATFORM_OPS', 'AUDITOR');
    return !sees || request.awardProposedFen === null ? null : yuan(request.awardProposedFen);
  }
}

/** The field aftersales adds to orders. */
@Resolver(() => OrderType)
export class OrderRefundRequests {
  constructor(private readonly reader: RefundRequestReader) {}

  @ResolveField(() => [RefundRequestType])
  refundRequests(
    @Parent() order: OrderRow,
    @Context('scope') scope: RequestScope,
  ): Promise<RefundRequestRow[]> {
    return scope
      .loader(this, () => new DataLoader((ids: readonly string[]) => this.load(ids)))
      .load(order.id);
  }

  private async load(orderIds: readonly string[]): Promise<RefundRequestRow[][]> {
    const rows = await this.reader.ofOrders(orderIds);
    return orderIds.map((id) => rows.filter((row) => row.orderId === id));
  }
}
