import { Args, Query, Resolver } from '@nestjs/graphql';
import { AGREEMENT_READERS, AgreementReader } from '../../pairing/index';
import {
  Allow,
  CurrentActor,
  Cursors,
  Id,
  PageArgs,
  ReadReplica,
  connectionOf,
  pageOf,
  readPage,
  type Actor,
  type Page,
} from '../../platform/index';
import { moneyOf } from '../api/outlook-view';
import { ToldForecast } from '../api/outlook.type';
import { KeptForecasts, type KeptForecast } from '../storage/kept-forecasts';

const ToldForecastConnection = connectionOf(ToldForecast, 'ToldForecast');

@Resolver()
export class BrowseToldForecasts {
  constructor(
    private readonly agreements: AgreementReader,
    private readonly database: ReadReplica,
    private readonly kept: KeptForecasts,
    private readonly cursors: Cursors,
  ) {}

  @Allow(...AGREEMENT_READERS)
  @Query(() => ToldForecastConnection, { description: 'What was foretold month by month, the latest first' })
  async toldForecasts(
    @Args('agreementId', { type: () => Id }) agreementId: string,
    @Args() page: PageArgs,
    @CurrentActor() actor: Actor,
  ): Promise<Page<ToldForecast>> {
    await this.agreements.visibleTo(actor, agreementId);
    const request = readPage(this.cursors, 'toldForecasts', page);
    const rows = await this.kept.page(this.database, agreementId, request.after ?? [], request.fetch);
    return pageOf(this.cursors, 'toldForecasts', request, rows, {
      node: toldNode,
      keyOf: ({ madeOn, id }) => [madeOn, id],
      totalCount: () => this.kept.count(this.database, agreementId),
    });
  }
}

const toldNode = ({ commitmentId, madeOn, state, target, low, mid, high }: KeptForecast): ToldForecast => ({
  commitmentId,
  madeOn,
  state,
  target: moneyOf(target),
  low: moneyOf(low),
  mid: moneyOf(mid),
  high: moneyOf(high),
});
