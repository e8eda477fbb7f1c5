import { Context, Parent, ResolveField, Resolver } from '@nestjs/graphql';
import DataLoader from 'dataloader';
import { formatMoney } from '../../../libs/money/src/index';
import { MoneyType, type RequestScope } from '../../platform/index';
import type { SourcingRequestRow } from '../storage/request-reader';
import { LineReader, type OfRequest } from './line-reader';
import { SourcingLineType, SourcingRequestType } from './sourcing-request.type';

@Resolver(() => SourcingRequestType)
export class SourcingRequestFields {
  constructor(private readonly lineReader: LineReader) {}

  @ResolveField(() => MoneyType, {
    nullable: true,
    description:
      'All lines at their caps: what it reserves of the unit’s budget while it is open; null on a pooled request',
  })
  worth(@Parent() request: SourcingRequestRow): MoneyType | null {
    if (request.pooled) return null;
    return formatMoney({ fen: request.worthFen, currency: 'CNY' });
  }

  @ResolveField(() => [SourcingLineType])
  lines(
    @Parent() { id, revision }: SourcingRequestRow,
    @Context('scope') scope: RequestScope,
  ): Promise<SourcingLineType[]> {
    const loader = () =>
      new DataLoader((asked: readonly OfRequest[]) => this.lineReader.whole(asked), {
        cacheKeyFn: (one: OfRequest) => `${one.id} ${one.revision}`,
      });
    return scope.loader(this, loader).load({ id, revision });
  }
}
