import { Injectable } from '@nestjs/common';
import { Args, Field, InputType, Mutation, Resolver } from '@nestjs/graphql';
import { formatMoney } from '../../../libs/money/src/index';
import { refuse } from '../../../libs/workflow/src/index';
import { Role } from '../../organizations/index';
import {
  Allow,
  ChangeInput,
  Commands,
  CurrentActor,
  Id,
  MoneyInput,
  NoteText,
  answer,
  hasRole,
  type Actor,
  type Outcome,
  type Tx,
} from '../../platform/index';
import { ClaimPayload, ReversedBecauseEnum } from '../api/claim.type';
import { claimStates } from '../domain/claim.states';
import { claimsRefusals } from '../domain/claims.refusals';
import type { ReversedBecause } from '../domain/evidence-kinds';
import { readFen } from '../domain/said-claim';
import type { Claim } from '../storage/claim.entity';
import { ClaimBook } from '../storage/claim-book';
import { ClaimOffices } from '../storage/claim-offices';
import { ClaimReader } from '../storage/claim-reader';
import { ClaimReversals, type ReversedPart } from '../storage/claim-reversals';

@InputType()
export class ReverseClaimInput extends ChangeInput {
  @Field(() => Id)
  claimId!: string;

  @Field(() => ReversedBecauseEnum)
  reason!: ReversedBecause;

  @Field(() => NoteText)
  note!: string;

  @Field(() => Id, { nullable: true, description: 'Of a refund: the line it is of' })
  lineId?: string | null;

  @Field(() => MoneyInput, { nullable: true, description: 'Of a refund: how much of the line' })
  amount?: MoneyInput | null;
}

/** A refund takes back its part; what a verifier finds not genuine is taken back whole, its goods are in the lot again. */
@Injectable()
export class ReverseClaim {
  constructor(
    private readonly commands: Commands,
    private readonly offices: ClaimOffices,
    private readonly book: ClaimBook,
    private readonly reversals: ClaimReversals,
  ) {}

  execute(actor: Actor, input: ReverseClaimInput): Promise<Outcome<{ claimId: string }>> {
    return this.commands.run({ operation: 'reverseClaim', actor, input }, async (tx) => {
      const claim = await this.lock(tx, actor, input.claimId);
      tx.expectVersion(claim, input.expectedVersion);
      claimStates.next(claim.state, 'reverse', ['claimId']);
      const why = { reason: input.reason, note: input.note };
      if (input.reason === 'REFUND') {
        await this.reversals.reverse(tx, actor, claim, [await this.refunded(tx, claim, input)], why);
      } else {
        if (!hasRole(actor, Role.VERIFIER)) refuse(claimsRefusals.REVERSED_BY_VERIFIER(['reason']));
        if (input.lineId || input.amount) refuse(claimsRefusals.NOT_GENUINE_IN_WHOLE(['lineId']));
        await this.reversals.reverseRest(tx, actor, claim, why);
      }
      return { claimId: claim.id };
    });
  }

  private async lock(tx: Tx, actor: Actor, id: string): Promise<Claim> {
    if (!hasRole(actor, Role.VERIFIER)) return this.book.lockOwn(tx, actor, id);
    const claim = await this.book.lock(tx, id);
    this.offices.requireReach(actor, await this.book.place(tx, claim));
    return claim;
  }

  private async refunded(tx: Tx, claim: Claim, { lineId, amount }: ReverseClaimInput): Promise<ReversedPart> {
    const line = (await this.book.lines(tx, claim)).find(({ id }) => id === lineId);
    if (!line || !amount) return refuse(claimsRefusals.REFUND_NAMES_LINE(['lineId']));
    const fen = readFen(amount, ['amount']);
    const left = line.goodsFen - line.reversedFen;
    if (fen > left)
      refuse(
        claimsRefusals.REVERSED_ABOVE_LINE({ left: formatMoney({ fen: left, currency: 'CNY' }).amount }, [
          'amount',
        ]),
      );
    return { line, fen };
  }
}

@Resolver()
export class ReverseClaimResolver {
  constructor(
    private readonly useCase: ReverseClaim,
    private readonly claims: ClaimReader,
  ) {}

  @Allow(Role.BUYER_CLERK, Role.BUYER_APPROVER, Role.VERIFIER)
  @Mutation(() => ClaimPayload)
  async reverseClaim(
    @Args('input') input: ReverseClaimInput,
    @CurrentActor() actor: Actor,
  ): Promise<ClaimPayload> {
    return answer(await this.useCase.execute(actor, input), async ({ claimId }) => ({
      claim: await this.claims.visibleTo(actor, claimId),
    }));
  }
}
