import { Injectable } from '@nestjs/common';
import { ClaimLines, claimEvents, claimStream, type ClaimedPortion } from '../../claims/index';
import type { DomainEvent, Reader, Tx } from '../../platform/index';
import { BOUGHT_PLAINLY, type Portion } from '../domain/portion';
import { COUNT_CLAIMS } from '../domain/reaction-names';
import type { TakingBack } from '../domain/reversal-reasons';
import { Counting } from './counting';

/** Both sides verified every confirmed claim: the database keeps no other. */
const SIDES = 2;

/** What events of claims mean for counting. Each method may run again: what is there already stays as it is. */
@Injectable()
export class ClaimBookkeeping {
  constructor(
    private readonly claims: ClaimLines,
    private readonly counting: Counting,
  ) {}

  /** Lines of confirmed claims, judged for the day of the purchase. */
  async portions(reader: Reader, claimIds: readonly string[]): Promise<Portion[]> {
    return (await this.claims.portions(reader, claimIds)).map(claimedPortion);
  }

  /** Confirmed: every line counts whole; what was taken back meanwhile has events of its own. */
  async count(tx: Tx, claimIds: readonly string[], cause: string): Promise<void> {
    await this.counting.count(tx, await this.portions(tx, claimIds), cause);
  }

  async takeBack(tx: Tx, payload: DomainEvent['payload']): Promise<void> {
    const {
      claimId = '',
      claimLineId = '',
      reversalId = '',
      fen = '0',
      reason,
    } = payload as Record<string, string>;
    const why: TakingBack = {
      cause: `claim-reversal:${reversalId}`,
      reason: reason === 'REFUND' || reason === 'RECALL' ? reason : 'CLAIM_REVERSED',
    };
    await this.counting.takeBack(tx, { portionId: claimLineId, subjectId: claimId, fen: BigInt(fen) }, why);
  }

  /** Claims that were left out count late, and what counting has heard of as taken back is taken back as it would have been. */
  async countLate(tx: Tx, claimIds: readonly string[], cause: string, scheme: string): Promise<void> {
    await this.counting.count(tx, await this.portions(tx, claimIds), cause, scheme);
    const reversals = await tx.query<{ payload: DomainEvent['payload'] }>(
      `SELECT event.payload FROM domain_events event
       JOIN reaction_cursors done ON done.stream = event.stream AND done.reaction = $2
       WHERE event.stream = ANY($1::text[]) AND event.kind = $3 AND event.sequence <= done.last_sequence
       ORDER BY event.stream, event.sequence`,
      [claimIds.map(claimStream), COUNT_CLAIMS, claimEvents.reversed],
    );
    for (const { payload } of reversals) await this.takeBack(tx, payload);
  }
}

function claimedPortion(line: ClaimedPortion): Portion {
  const { claimId, claimLineId } = line;
  return {
    source: { kind: 'CLAIM_LINE', claimId, claimLineId },
    lotId: line.lotId,
    unitId: line.unitId,
    buyerId: line.buyerId,
    supplierId: line.supplierId,
    countyCode: line.countyCode,
    categoryCode: line.categoryCode,
    amountFen: line.goodsFen,
    on: line.purchasedOn,
    choices: line.relationChoices,
    how: { ...BOUGHT_PLAINLY, claim: { evidenceKinds: line.evidenceKinds.length, sides: SIDES } },
  };
}
