import { Injectable } from '@nestjs/common';
import { Args, Field, InputType, Mutation, ObjectType, Resolver } from '@nestjs/graphql';
import { refuse } from '../../../libs/workflow/src/index';
import { SamePerson } from '../../organizations/index';
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
  type Tx,
} from '../../platform/index';
import { PairingType } from '../api/pairing.type';
import { PairingReader } from '../api/pairing-reader';
import { arrangesFor } from '../domain/office';
import { pairingRefusals } from '../domain/pairing.refusals';
import { SIGNERS, pairingStates, type PairingState, type Side } from '../domain/pairing.states';
import { Pairing } from '../storage/pairing.entity';
import { PairingWork } from '../storage/pairing-work';
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

/**
 * One side asks for a last day, the other side's same wish ends the pairing; days before it keep counting.
 * Who asked may ask for another day; a wish whose day has passed binds nobody.
 */
@Injectable()
export class EndPairing {
  constructor(
    private readonly commands: Commands,
    private readonly pairings: PairingsRepository,
    private readonly work: PairingWork,
    private readonly persons: SamePerson,
    private readonly audit: Audit,
  ) {}

  execute(actor: Actor, input: EndPairingInput) {
    return this.commands.run({ operation: 'endPairing', actor, input }, async (tx) => {
      const pairing = await this.pairings.lock(tx, actor, input.pairingId, input.expectedVersion);
      const side = arrangesFor(actor, pairing) ?? refuse(pairingRefusals.NOT_YOUR_SIDE());
      const ended = pairingStates.next(pairing.state, 'end');
      const today = businessDateOf(tx.at);
      requireDay(pairing, input.lastDay, today);
      const after = agrees(pairing, side, input.lastDay, today)
        ? await this.end(tx, actor, pairing, { state: ended, lastDay: input.lastDay })
        : await this.ask(tx, actor, pairing, { side, lastDay: input.lastDay });
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

  /** The sides are two, and so are the people who speak for them. */
  private async end(
    tx: Tx,
    actor: Actor,
    pairing: Pairing,
    { state, lastDay }: { state: PairingState; lastDay: string },
  ): Promise<Pairing> {
    const asked = pairing.endingAskedBy === null ? [] : [pairing.endingAskedBy];
    if (await this.persons.isAmong(tx, actor.memberId, asked)) refuse(pairingRefusals.SAME_PERSON_PROPOSED());
    const after = await tx.change(Pairing, pairing, { state, validTo: lastDay });
    await this.work.ended(tx, after, lastDay);
    return after;
  }

  private async ask(
    tx: Tx,
    actor: Actor,
    pairing: Pairing,
    { side, lastDay }: { side: Side; lastDay: string },
  ): Promise<Pairing> {
    const asked = { endingOn: lastDay, endingAskedSide: side, endingAskedBy: actor.memberId };
    const after = await tx.change(Pairing, pairing, asked);
    await this.work.endAsked(tx, after, side, lastDay, pairing.endingAskedSide === side);
    return after;
  }
}

@Resolver()
export class EndPairingResolver {
  constructor(
    private readonly useCase: EndPairing,
    private readonly pairings: PairingReader,
  ) {}

  @Allow(...SIGNERS)
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

function requireDay(pairing: Pairing, lastDay: string, today: string): void {
  if (lastDay < today || lastDay < pairing.validFrom) refuse(pairingRefusals.DATES_REVERSED(['lastDay']));
  if (pairing.validTo && lastDay > pairing.validTo)
    refuse(pairingRefusals.ENDS_EARLIER_ALREADY(pairing.validTo, ['lastDay']));
}

/** True: the other side asked for this day. False: the day is asked for, first or instead of another. */
function agrees(pairing: Pairing, side: Side, lastDay: string, today: string): boolean {
  if (!pairing.endingOn || pairing.endingOn < today) return false;
  const same = pairing.endingOn === lastDay;
  if (pairing.endingAskedSide !== side)
    return same || refuse(pairingRefusals.ENDING_DAYS_DIFFER(pairing.endingOn, ['lastDay']));
  if (same) refuse(pairingRefusals.ENDING_ALREADY_ASKED());
  return false;
}
