import { Injectable } from '@nestjs/common';
import { Args, Field, InputType, Mutation, ObjectType, Resolver } from '@nestjs/graphql';
import { refuse } from '../../../libs/workflow/src/index';
import {
  Allow,
  Audit,
  ChangeInput,
  Commands,
  CurrentActor,
  Id,
  Payload,
  answer,
  type Actor,
} from '../../platform/index';
import { PairingType } from '../api/pairing.type';
import { PairingReader } from '../api/pairing-reader';
import { arrangesFor } from '../domain/office';
import { pairingRefusals } from '../domain/pairing.refusals';
import { SIGNERS, pairingStates } from '../domain/pairing.states';
import { Pairing } from '../storage/pairing.entity';
import { PairingWork } from '../storage/pairing-work';
import { PairingsRepository } from '../storage/pairings.repository';

@InputType()
export class WithdrawPairingEndingInput extends ChangeInput {
  @Field(() => Id)
  pairingId!: string;
}

@ObjectType()
export class WithdrawPairingEndingPayload extends Payload {
  @Field(() => PairingType, { nullable: true })
  pairing?: PairingType;
}

/** The side that asked for a last day takes it back, as long as the other has not agreed. */
@Injectable()
export class WithdrawPairingEnding {
  constructor(
    private readonly commands: Commands,
    private readonly pairings: PairingsRepository,
    private readonly work: PairingWork,
    private readonly audit: Audit,
  ) {}

  execute(actor: Actor, input: WithdrawPairingEndingInput) {
    return this.commands.run({ operation: 'withdrawPairingEnding', actor, input }, async (tx) => {
      const pairing = await this.pairings.lock(tx, actor, input.pairingId, input.expectedVersion);
      const side = arrangesFor(actor, pairing) ?? refuse(pairingRefusals.NOT_YOUR_SIDE());
      const state = pairingStates.next(pairing.state, 'withdrawEnding');
      if (!pairing.endingOn || pairing.endingAskedSide !== side) refuse(pairingRefusals.NO_ENDING_ASKED());
      const after = await tx.change(Pairing, pairing, {
        state,
        endingOn: null,
        endingAskedSide: null,
        endingAskedBy: null,
      });
      await this.work.endWithdrawn(tx, after, pairing.endingOn);
      await this.audit.record(tx, {
        actor,
        action: 'withdrawPairingEnding',
        subjectKind: 'Pairing',
        subjectId: pairing.id,
        fromState: pairing.state,
        toState: state,
        data: { lastDay: pairing.endingOn, side },
      });
      return { pairingId: pairing.id };
    });
  }
}

@Resolver()
export class WithdrawPairingEndingResolver {
  constructor(
    private readonly useCase: WithdrawPairingEnding,
    private readonly pairings: PairingReader,
  ) {}

  @Allow(...SIGNERS)
  @Mutation(() => WithdrawPairingEndingPayload, {
    description: 'Takes back the last day one’s own side asked for',
  })
  async withdrawPairingEnding(
    @Args('input') input: WithdrawPairingEndingInput,
    @CurrentActor() actor: Actor,
  ): Promise<WithdrawPairingEndingPayload> {
    return answer(await this.useCase.execute(actor, input), async ({ pairingId }) => ({
      pairing: await this.pairings.one(pairingId),
    }));
  }
}
