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
import { ClaimReader } from '../storage/claim-reader';

@InputType()
export class WithdrawClaimInput extends ChangeInput {
  @Field(() => Id)
  claimId!: string;

  @Field(() => NoteText, { nullable: true })
  note?: string | null;
}

/** What the claim held of lots and invoice is free again. */
@Injectable()
export class WithdrawClaim {
  constructor(
    private readonly commands: Commands,
    private readonly entry: ClaimEntry,
    private readonly book: ClaimBook,
  ) {}

  execute(actor: Actor, input: WithdrawClaimInput): Promise<Outcome<{ claimId: string }>> {
    return this.commands.run({ operation: 'withdrawClaim', actor, input }, async (tx) => {
      const claim = await this.book.lockOwn(tx, actor, input.claimId);
      tx.expectVersion(claim, input.expectedVersion);
      await this.book.move(tx, claim, 'withdraw', actor, {
        action: 'withdrawClaim',
        note: input.note ?? null,
      });
      await this.entry.end(tx, claim, await this.book.lines(tx, claim));
      return { claimId: claim.id };
    });
  }
}

@Resolver()
export class WithdrawClaimResolver {
  constructor(
    private readonly useCase: WithdrawClaim,
    private readonly claims: ClaimReader,
  ) {}

  @Allow(Role.BUYER_CLERK, Role.BUYER_APPROVER)
  @Mutation(() => ClaimPayload)
  async withdrawClaim(
    @Args('input') input: WithdrawClaimInput,
    @CurrentActor() actor: Actor,
  ): Promise<ClaimPayload> {
    return answer(await this.useCase.execute(actor, input), async ({ claimId }) => ({
      claim: await this.claims.visibleTo(actor, claimId),
    }));
  }
}
