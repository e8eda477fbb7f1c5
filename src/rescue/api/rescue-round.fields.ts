import { Context, Parent, ResolveField, Resolver } from '@nestjs/graphql';
import DataLoader from 'dataloader';
import { formatMoney, formatQuantity, mulDiv } from '../../../libs/money/src/index';
import { CurrentActor, type Actor, type RequestScope } from '../../platform/index';
import { RoundReader, type PartRow, type RoundRow } from '../storage/round-reader';
import { RescueFillType, RescuePartType, RescuePriceType, RescueRoundType } from './rescue-round.type';

@Resolver(() => RescueRoundType)
export class RescueRoundFields {
  constructor(private readonly reader: RoundReader) {}

  @ResolveField(() => RescueFillType)
  fill(@Parent() { unit, offeredBase, minimumBase, joinedBase }: RoundRow): RescueFillType {
    const inUnit = (base: bigint) => formatQuantity(base, unit);
    const percent = mulDiv(joinedBase, 100n, offeredBase, 'FLOOR');
    return {
      offered: inUnit(offeredBase),
      minimum: inUnit(minimumBase),
      joined: inUnit(joinedBase),
      percent: Number(percent > 1_000_000n ? 1_000_000n : percent),
    };
  }

  @ResolveField(() => RescuePriceType)
  price(@Parent() { unitPriceFen, freightFen }: RoundRow): RescuePriceType {
    return { unitPrice: yuan(unitPriceFen), freight: yuan(freightFen) };
  }

  @ResolveField(() => [RescuePartType], { description: 'Of one’s own house; nobody reads another’s' })
  async ownParts(
    @Parent() round: RoundRow,
    @CurrentActor() actor: Actor,
    @Context('scope') scope: RequestScope,
  ): Promise<RescuePartType[]> {
    const loader = () => new DataLoader((ids: readonly string[]) => this.load(actor, ids));
    const parts = await scope.loader(this, loader).load(round.id);
    return parts.map(({ unitId, orderId, channelId, wantBase, leastBase, givenBase }) => ({
      unitId,
      orderId,
      channelId,
      want: formatQuantity(wantBase, round.unit),
      least: formatQuantity(leastBase, round.unit),
      given: givenBase === null ? null : formatQuantity(givenBase, round.unit),
    }));
  }

  private async load(actor: Actor, ids: readonly string[]): Promise<PartRow[][]> {
    const parts = await this.reader.ownParts(actor, ids);
    return ids.map((id) => parts.filter(({ roundId }) => roundId === id));
  }
}

const yuan = (fen: bigint) => formatMoney({ fen, currency: 'CNY' });
