import { Args, Query, Resolver } from '@nestjs/graphql';
import type { SupplierStanding } from '../../../libs/matching/src/index';
import { formatQuantity } from '../../../libs/money/src/index';
import { Role } from '../../organizations/index';
import { Allow, CurrentActor, Id, notFound, type Actor } from '../../platform/index';
import { PublishedRequests } from '../../sourcing/index';
import { MatchStandingsType, type MatchStandingType } from '../api/match-standing.type';
import { yuan } from '../domain/rate-text';
import { MarketRoom } from '../storage/market-room';
import { ProposalRows, type ProposalRow, type WindowRow } from '../storage/proposal-rows';
import { SupplyCards, type SupplyCard } from '../storage/supply-cards';

/** How a supplier's own lots and announcements stand for a published request; of nobody else's anything. */
@Resolver()
export class ShowMatchStandings {
  constructor(
    private readonly published: PublishedRequests,
    private readonly rows: ProposalRows,
    private readonly room: MarketRoom,
    private readonly cards: SupplyCards,
  ) {}

  @Allow(Role.SUPPLIER)
  @Query(() => MatchStandingsType)
  async matchStandings(
    @Args('sourcingRequestId', { type: () => Id }) sourcingRequestId: string,
    @CurrentActor() actor: Actor,
  ): Promise<MatchStandingsType> {
    const request = await this.published.visibleTo(actor, sourcingRequestId);
    if (!request) throw notFound(['sourcingRequestId']);
    const proposal = await this.rows.newest(sourcingRequestId);
    const seen = proposal?.revision === request.revision;
    return { sourcingRequestId, standings: seen ? await this.standings(proposal, actor.organizationId) : [] };
  }

  private async standings(proposal: ProposalRow, supplierId: string): Promise<MatchStandingType[]> {
    const windows = await this.rows.windows(proposal.id);
    const explained = await this.room.ask('EXPLAIN', {
      runId: proposal.matchRunId,
      lineIds: windows.map(({ windowId }) => windowId),
      reader: { as: 'SUPPLIER', supplierId },
    });
    const own = new Map(explained.flatMap((one) => (one.as === 'SUPPLIER' ? [[one.lineId, one.view]] : [])));
    const cardOf = await this.cards.of([...own.values()].flat().map(({ supplyId }) => supplyId));
    return windows.flatMap((window) =>
      (own.get(window.windowId) ?? []).map((standing) => standingOf(window, standing, cardOf)),
    );
  }
}

function standingOf(
  { lineId, from, until, unit }: WindowRow,
  own: SupplierStanding,
  cardOf: (id: string) => SupplyCard,
): MatchStandingType {
  const proposed = own.standing === 'PROPOSED' ? own : null;
  return {
    lineId,
    from,
    until,
    supply: cardOf(own.supplyId),
    standing: own.standing,
    quantity: proposed && formatQuantity(proposed.quantityBase, unit),
    goods: proposed && yuan(proposed.goodsFen),
    freight: proposed && yuan(proposed.freightFen),
    reasons: proposed?.reasons ?? [],
    failed: own.standing === 'NOT_ELIGIBLE' ? own.failed : [],
  };
}
