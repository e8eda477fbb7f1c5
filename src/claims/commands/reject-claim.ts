import { Injectable } from '@nestjs/common';
import { Args, Field, InputType, Mutation, Resolver } from '@nestjs/graphql';
import { Role } from '../../organizations/index';
import {
  Allow,
  ChangeInput,
  Commands,
  CurrentActor,
  Id,
  NoteText,
  answer,
  type Actor,
  type Outcome,
} from '../../platform/index';
import { ClaimPayload } from '../api/claim.type';
import { ClaimBook } from '../storage/claim-book';
import { ClaimEntry } from '../storage/claim-entry';
import { ClaimOffices } from '../storage/claim-offices';
import { ClaimReader } from '../storage/claim-reader';

@InputType()
export class RejectClaimInput extends ChangeInput {
  @Field(() => Id)
  claimId!: string;

  @Field(() => NoteText, { description: 'Why; the claimant reads it' })
  note!: string;
}

/** A verifier of either side does not believe it; what it held of lots and invoice is free again. */
@Injectable()
export class RejectClaim {
  constructor(
    private readonly commands: Commands,
    private readonly offices: ClaimOffices,
    private readonly entry: ClaimEntry,
    private readonly book: ClaimBook,
  ) {}

  execute(actor: Actor, input: RejectClaimInput): Promise<Outcome<{ claimId: string }>> {
    return this.commands.run({ operation: 'rejectClaim', actor, input }, async (tx) => {
      const claim = await this.book.lock(tx, input.claimId);
      this.offices.requireReach(actor, await this.book.place(tx, claim));
      tx.expectVersion(claim, input.expectedVersion);
      await this.book.move(tx, claim, 'reject', actor, { action: 'rejectClaim', note: input.note });
      await this.entry.end(tx, claim, await this.book.lines(tx, claim));
      await this.book.tell(tx, claim, 'CLAIM_REJECTED', [claim.buyerId, claim.supplierId]);
      return { claimId: claim.id };
    });
  }
}

@Resolver()
export class RejectClaimResolver {
  constructor(
    private readonly useCase: RejectClaim,
    private readonly claims: ClaimReader,
  ) {}

  @Allow(Role.VERIFIER)
  @Mutation(() => ClaimPayload)
  async rejectClaim(
    @Args('input') input: RejectClaimInput,
    @CurrentActor() actor: Actor,
  ): Promise<ClaimPayload> {
    return answer(await this.useCase.execute(actor, input), async ({ claimId }) => ({
      claim: await this.claims.visibleTo(actor, claimId),
    }));
  }
}
