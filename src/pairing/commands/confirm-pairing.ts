import { Injectable } from '@nestjs/common';
import { Args, Field, InputType, Mutation, ObjectType, Resolver } from '@nestjs/graphql';
import { refuse } from '../../../libs/workflow/src/index';
import { SamePerson } from '../../organizations/index';
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
export class ConfirmPairingInput extends ChangeInput {
  @Field(() => Id)
  pairingId!: string;
}

@ObjectType()
export class ConfirmPairingPayload extends Payload {
  @Field(() => PairingType, { nullable: true })
  pairing?: PairingType;
}

/** East confirms first, then west, and the pairing is active; who proposed it confirms nothing (I18). */
@Injectable()
export class ConfirmPairing {
  constructor(
    private readonly commands: Commands,
    private readonly pairings: PairingsRepository,
    private readonly work: PairingWork,
    private readonly persons: SamePerson,
    private readonly audit: Audit,
  ) {}

  execute(actor: Actor, input: ConfirmPairingInput) {
    return this.commands.run({ operation: 'confirmPairing', actor, input }, async (tx) => {
      const pairing = await this.pairings.lock(tx, actor, input.pairingId, input.expectedVersion);
      const side = arrangesFor(actor, pairing) ?? refuse(pairingRefusals.NOT_YOUR_SIDE());
      const hands = [pairing.proposedBy, side === 'WEST' ? pairing.confirmedEastBy : null].filter(
        (member) => member !== null,
      );
      if (await this.persons.isAmong(tx, actor.memberId, hands))
        refuse(pairingRefusals.SAME_PERSON_PROPOSED());
      const state = pairingStates.next(pairing.state, side === 'EAST' ? 'confirmEast' : 'confirmWest');
      if (state === 'ACTIVE') await this.pairings.requireFree(tx, pairing);
      const after = await tx.change(Pairing, pairing, {
        state,
        ...(side === 'EAST' ? { confirmedEastBy: actor.memberId } : {}),
      });
      await (state === 'ACTIVE' ? this.work.active(tx, after) : this.work.toConfirm(tx, after));
      await this.audit.record(tx, {
        actor,
        action: 'confirmPairing',
        subjectKind: 'Pairing',
        subjectId: pairing.id,
        fromState: pairing.state,
        toState: state,
      });
      return { pairingId: pairing.id };
    });
  }
}

@Resolver()
export class ConfirmPairingResolver {
  constructor(
    private readonly useCase: ConfirmPairing,
    private readonly pairings: PairingReader,
  ) {}

  @Allow(...SIGNERS)
  @Mutation(() => ConfirmPairingPayload)
  async confirmPairing(
    @Args('input') input: ConfirmPairingInput,
    @CurrentActor() actor: Actor,
  ): Promise<ConfirmPairingPayload> {
    return answer(await this.useCase.execute(actor, input), async ({ pairingId }) => ({
      pairing: await this.pairings.one(pairingId),
    }));
  }
}
