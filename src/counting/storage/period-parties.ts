import { Injectable } from '@nestjs/common';
import { refuse } from '../../../libs/workflow/src/index';
import {
  AgreementParties,
  oversees,
  partyOf,
  type AgreementFacts,
  type PairingSide,
} from '../../pairing/index';
import { notFound, type Actor, type Tx } from '../../platform/index';
import { countingRefusals } from '../domain/counting.refusals';

/** Who may close and sign the months of an agreement: the offices of its own two regions. */
@Injectable()
export class PeriodParties {
  constructor(private readonly agreements: AgreementParties) {}

  /** Not there and not in the office's scope are one answer; an office above or below sees it and is refused. */
  async requireParty(
    tx: Tx,
    actor: Actor,
    agreementId: string,
    path: readonly string[],
  ): Promise<{ agreement: AgreementFacts; side: PairingSide }> {
    const agreement = await this.agreements.find(tx, agreementId);
    if (!agreement || !oversees(actor, agreement)) throw notFound(path);
    const side = partyOf(actor, agreement) ?? refuse(countingRefusals.NOT_A_PARTY());
    return { agreement, side };
  }
}
