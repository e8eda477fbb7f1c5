import { Injectable } from '@nestjs/common';
import type { Actor } from '../../platform/index';
import { RequestReader } from '../../sourcing/index';
import { MarketRoom } from '../storage/market-room';
import { ProposalRows, type ProposalRow } from '../storage/proposal-rows';
import { SupplyCards } from '../storage/supply-cards';
import { matchedWindow, namedIn, withoutCaps } from './buyer-words';
import type { MatchedWindowType } from './match-proposal.type';

/** Proposals as the people of the buyer's house read them. */
@Injectable()
export class ProposalReader {
  constructor(
    private readonly requests: RequestReader,
    private readonly rows: ProposalRows,
    private readonly room: MarketRoom,
    private readonly cards: SupplyCards,
  ) {}

  /** Null: no run has seen the request yet, or it is not for this caller. */
  async newest(actor: Actor, requestId: string): Promise<ProposalRow | null> {
    const request = await this.requests.visibleTo(actor, requestId);
    return request && this.rows.newest(requestId);
  }

  async one(actor: Actor, id: string): Promise<ProposalRow | null> {
    const row = await this.rows.one(id);
    return row && (await this.requests.visibleTo(actor, row.sourcingRequestId)) ? row : null;
  }

  /** Whoever holds the row was shown it. */
  async windows({ id, matchRunId, pooled }: ProposalRow): Promise<MatchedWindowType[]> {
    const [windows, edges] = await Promise.all([this.rows.windows(id), this.rows.edges(id)]);
    const explained = await this.room.ask('EXPLAIN', {
      runId: matchRunId,
      lineIds: windows.map(({ windowId }) => windowId),
      reader: { as: 'BUYER' },
    });
    const isServed = (id: string) =>
      windows.every((one) => one.windowId !== id || one.servedBase >= one.wantedBase);
    const views = new Map(
      explained.flatMap((one) =>
        one.as === 'BUYER'
          ? [[one.lineId, pooled ? withoutCaps(one.view, isServed(one.lineId)) : one.view]]
          : [],
      ),
    );
    const cardOf = await this.cards.of([...views.values()].flatMap(namedIn));
    return windows.flatMap((window) => {
      const view = views.get(window.windowId);
      return view ? [matchedWindow(window, edges, view, cardOf)] : [];
    });
  }
}
