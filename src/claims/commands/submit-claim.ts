import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { Args, Mutation, Resolver } from '@nestjs/graphql';
import { Role } from '../../organizations/index';
import {
  Allow,
  Commands,
  CurrentActor,
  answer,
  businessDateOf,
  type Actor,
  type Outcome,
  type Tx,
} from '../../platform/index';
import { SubmitClaimInput } from '../api/claim.input';
import { ClaimPayload } from '../api/claim.type';
import { claimNumber } from '../domain/claim.events';
import { Claim } from '../storage/claim.entity';
import { ClaimBook } from '../storage/claim-book';
import { ClaimEntry, type Entered } from '../storage/claim-entry';
import { ClaimEvidence } from '../storage/claim-evidence';
import { ClaimReader } from '../storage/claim-reader';

/** A buyer claims a purchase made elsewhere; its goods are held in their lots from now on, and it is looked for twins. */
@Injectable()
export class SubmitClaim {
  constructor(
    private readonly commands: Commands,
    private readonly entry: ClaimEntry,
    private readonly evidence: ClaimEvidence,
    private readonly book: ClaimBook,
  ) {}

  execute(actor: Actor, input: SubmitClaimInput): Promise<Outcome<{ claimId: string }>> {
    return this.commands.run({ operation: 'submitClaim', actor, input }, async (tx) => {
      const entered = await this.entry.read(tx, actor, input.terms);
      await this.entry.lock(tx, entered, null);
      const { goods, ...words } = entered;
      const added = await this.add(tx, actor, words);
      const state = await this.entry.write(tx, added, { ...words, goods });
      const claim = state === added.state ? added : await tx.change(Claim, added, { state });
      await this.evidence.attach(tx, actor, claim, input.evidence, ['evidence']);
      await this.book.record(tx, actor, 'submitClaim', claim, { from: null, to: state });
      await this.book.toVerify(tx, claim);
      await this.book.tell(tx, claim, 'CLAIM_ON_YOUR_LOT', [claim.supplierId]);
      return { claimId: claim.id };
    });
  }

  private async add(tx: Tx, actor: Actor, entered: Omit<Entered, 'goods'>): Promise<Claim> {
    const [next] = await tx.query<{ n: bigint }>(`SELECT nextval('claim_numbers') AS n`);
    const claim: Claim = {
      ...entered,
      id: randomUUID(),
      version: 1,
      number: claimNumber(businessDateOf(tx.at), next?.n ?? 0n),
      revision: 1,
      buyerId: actor.organizationId,
      importId: null,
      state: 'SUBMITTED',
      submittedBy: actor.memberId,
      submittedAt: tx.at,
      decidedAt: null,
      decisionNote: null,
    };
    await tx.add(Claim, claim);
    return claim;
  }
}

@Resolver()
export class SubmitClaimResolver {
  constructor(
    private readonly useCase: SubmitClaim,
    private readonly claims: ClaimReader,
  ) {}

  @Allow(Role.BUYER_CLERK, Role.BUYER_APPROVER)
  @Mutation(() => ClaimPayload)
  async submitClaim(
    @Args('input') input: SubmitClaimInput,
    @CurrentActor() actor: Actor,
  ): Promise<ClaimPayload> {
    return answer(await this.useCase.execute(actor, input), async ({ claimId }) => ({
      claim: await this.claims.visibleTo(actor, claimId),
    }));
  }
}
