import { Injectable } from '@nestjs/common';
import { Args, Field, InputType, Mutation, ObjectType, Resolver } from '@nestjs/graphql';
import { refuse } from '../../../libs/workflow/src/index';
import {
  Allow,
  Audit,
  BusinessDay,
  ChangeInput,
  Commands,
  CurrentActor,
  Id,
  NoteText,
  Payload,
  answer,
  businessDateOf,
  type Actor,
} from '../../platform/index';
import { PairingType } from '../api/pairing.type';
import { PairingReader } from '../api/pairing-reader';
import { arrangesFor } from '../domain/office';
import { pairingRefusals } from '../domain/pairing.refusals';
import { COORDINATORS, pairingStates } from '../domain/pairing.states';
import { Pairing } from '../storage/pairing.entity';
import { PairingsRepository } from '../storage/pairings.repository';

@InputType()
export class EndPairingInput extends ChangeInput {
  @Field(() => Id)
  pairingId!: string;

  @Field(() => BusinessDay, { description: 'Today or later; both sides must name the same day' })
  lastDay!: string;

  @Field(() => NoteText)
  reason!: string;
}

@ObjectType()
export class EndPairingPayload extends Payload {
  @Field(() => PairingType, { nullable: true })
  pairing?: PairingType;
}

/** One side asks for a last day, the other side's same wish ends the pairing; days before it keep counting. */
@Injectable()
export class EndPairing {
  constructor(
    private readonly commands: Commands,
    private readonly pairings: PairingsRepository,
    private readonly audit: Audit,
  ) {}

  execute(actor: Actor, input: EndPairingInput) {
    return this.commands.run({ operation: 'endPairing', actor, input }, async (tx) => {
      const pairing = await this.pairings.lock(tx, input.pairingId, input.expectedVersion);
      const side = arrangesFor(actor, pairing) ?? refuse(pairingRefusals.NOT_YOUR_SIDE());
      const ended = pairingStates.next(pairing.state, 'end');
      if (input.lastDay < businessDateOf(tx.at) || input.lastDay < pairing.validFrom)
        refuse(pairingRefusals.DATES_REVERSED(['lastDay']));
      if (pairing.endingAskedSide === side) refuse(pairingRefusals.ENDING_ALREADY_ASKED());
      if (pairing.endingOn && pairing.endingOn !== input.lastDay)
        refuse(pairingRefusals.ENDING_DAYS_DIFFER(pairing.endingOn, ['lastDay']));
      const changes = pairing.endingOn
        ? { state: ended, validTo: input.lastDay }
        : { endingOn: input.lastDay, endingAskedSide: side };
      const after = await tx.change(Pairing, pairing, changes);
      await this.audit.record(tx, {
        actor,
        action: 'endPairing',
        subjectKind: 'Pairing',
        subjectId: pairing.id,
        fromState: pairing.state,
        toState: after.state,
        data: { lastDay: input.lastDay, side },
      });
      return { pairingId: pairing.id };
    });
  }
}

@Resolver()
export class EndPairingResolver {
  constructor(
    private readonly useCase: EndPairing,
    private readonly pairings: PairingReader,
  ) {}

  @Allow(...COORDINATORS)
  @Mutation(() => EndPairingPayload)
  async endPairing(
    @Args('input') input: EndPairingInput,
    @CurrentActor() actor: Actor,
  ): Promise<EndPairingPayload> {
    return answer(await this.useCase.execute(actor, input), async ({ pairingId }) => ({
      pairing: await this.pairings.one(pairingId),
    }));
  }
}
