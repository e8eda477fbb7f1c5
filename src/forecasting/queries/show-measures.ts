import { Args, Query, Resolver } from '@nestjs/graphql';
import { AGREEMENT_READERS, AgreementReader } from '../../pairing/index';
import {
  Allow,
  Clock,
  CurrentActor,
  Id,
  ReadReplica,
  businessDateOf,
  type Actor,
} from '../../platform/index';
import { TradeMeasures } from '../api/measures.type';
import { moneyOf } from '../api/outlook-view';
import { measuresOf } from '../domain/measures';
import { Forecasts } from '../storage/forecasts';
import { MeasureSumsReader } from '../storage/measure-sums';

@Resolver()
export class ShowMeasures {
  constructor(
    private readonly agreements: AgreementReader,
    private readonly forecasts: Forecasts,
    private readonly sums: MeasureSumsReader,
    private readonly database: ReadReplica,
    private readonly clock: Clock,
  ) {}

  @Allow(...AGREEMENT_READERS)
  @Query(() => TradeMeasures, {
    nullable: true,
    description: 'Null while the agreement has no consumption commitment both sides signed',
  })
  async tradeMeasures(
    @Args('agreementId', { type: () => Id }) agreementId: string,
    @CurrentActor() actor: Actor,
  ): Promise<TradeMeasures | null> {
    const agreement = await this.agreements.visibleTo(actor, agreementId);
    const today = businessDateOf(this.clock.now());
    const made = await this.forecasts.ofAgreement(this.database, agreementId, today);
    if (!made) return null;
    const sums = await this.sums.of(made.agreement);
    const leaves = made.leaves.map(({ facts }) => ({ net: facts.confirmed, target: facts.target }));
    return { agreement, net: moneyOf(sums.gross - sums.reversals), ...measuresOf(sums, leaves) };
  }
}
