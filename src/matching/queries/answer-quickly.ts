import { Args, Query, Resolver } from '@nestjs/graphql';
import type { QuickAnswer } from '../../../libs/matching/src/index';
import { formatQuantity } from '../../../libs/money/src/index';
import {
  Allow,
  Clock,
  CurrentActor,
  Database,
  Id,
  businessDateOf,
  notFound,
  type Actor,
} from '../../platform/index';
import { ASKING, RequestReader } from '../../sourcing/index';
import { relaxationsIn, relaxationsWithoutCaps } from '../api/buyer-words';
import { QuickProposalType, type QuickWindowType } from '../api/quick-proposal.type';
import { yuan } from '../domain/rate-text';
import { QuickMarket, type AskedWindow } from '../storage/quick-market';
import { SupplyCards, type SupplyCard } from '../storage/supply-cards';

/** 即时匹配: a request of one's own house, published or not, answered at the prices of the last run. */
@Resolver()
export class AnswerQuickly {
  constructor(
    private readonly requests: RequestReader,
    private readonly market: QuickMarket,
    private readonly cards: SupplyCards,
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  @Allow(...ASKING)
  @Query(() => QuickProposalType, { nullable: true, description: 'Null before the first run' })
  async proposalsFor(
    @Args('sourcingRequestId', { type: () => Id }) sourcingRequestId: string,
    @CurrentActor() actor: Actor,
  ): Promise<QuickProposalType | null> {
    const request = await this.requests.visibleTo(actor, sourcingRequestId);
    if (!request) throw notFound(['sourcingRequestId']);
    const today = businessDateOf(this.clock.now());
    const answered = await this.market.answer(this.database, sourcingRequestId, today);
    if (!answered) return null;
    const answers = request.pooled ? answered.answers.map(withoutCap) : answered.answers;
    const cardOf = await this.cards.of(
      answers.flatMap(({ proposals, relaxations }) =>
        [...proposals, ...relaxations].map(({ supplyId }) => supplyId),
      ),
    );
    return {
      matchRunId: answered.runId,
      windows: answered.windows.flatMap((window, at) => {
        const answer = answers[at];
        return answer ? [quickWindow(window, answer, cardOf)] : [];
      }),
    };
  }
}

const withoutCap = (answer: QuickAnswer): QuickAnswer => ({
  ...answer,
  relaxations: relaxationsWithoutCaps(answer.relaxations),
});

function quickWindow(
  window: AskedWindow,
  answer: QuickAnswer,
  cardOf: (id: string) => SupplyCard,
): QuickWindowType {
  const { windowId, lineId, fromOn, untilOn, unit } = window;
  return {
    windowId,
    lineId,
    from: fromOn,
    until: untilOn,
    served: formatQuantity(answer.servedBase, unit),
    missing: formatQuantity(answer.missingBase, unit),
    reachesMinimum: answer.reachesMinimum,
    supplies: answer.proposals.map(({ supplyId, quantityBase, goodsFen, freightFen, displacedBase }) => ({
      supply: cardOf(supplyId),
      quantity: formatQuantity(quantityBase, unit),
      goods: yuan(goodsFen),
      freight: yuan(freightFen),
      wantedByOthers: displacedBase > 0n,
    })),
    relaxations: relaxationsIn(answer.relaxations, window, cardOf),
  };
}
