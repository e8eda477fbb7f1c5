import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { Args, Field, InputType, Mutation, ObjectType, Resolver } from '@nestjs/graphql';
import { refuse } from '../../../libs/workflow/src/index';
import {
  Allow,
  Audit,
  BusinessDay,
  CommandInput,
  Commands,
  CurrentActor,
  NoteText,
  Payload,
  RegionCode,
  answer,
  businessDateOf,
  type Actor,
} from '../../platform/index';
import { PairingType } from '../api/pairing.type';
import { PairingReader } from '../api/pairing-reader';
import { arrangesFor } from '../domain/office';
import { isExclusive, levelOfPair } from '../domain/pairing-level';
import { pairingRefusals } from '../domain/pairing.refusals';
import { COORDINATORS } from '../domain/pairing.states';
import { Pairing } from '../storage/pairing.entity';
import { PairingWork } from '../storage/pairing-work';
import { PairingSides } from '../storage/pairing-sides';

@InputType()
export class ProposePairingInput extends CommandInput {
  @Field(() => RegionCode)
  eastRegionCode!: string;

  @Field(() => RegionCode)
  westRegionCode!: string;

  @Field(() => BusinessDay, { description: 'Today or later: no day that has passed is paired anew' })
  validFrom!: string;

  @Field(() => BusinessDay, { nullable: true })
  validTo?: string | null;

  @Field(() => NoteText, { description: 'The document the pairing rests on' })
  sourceDocument!: string;
}

@ObjectType()
export class ProposePairingPayload extends Payload {
  @Field(() => PairingType, { nullable: true })
  pairing?: PairingType;
}

/** Either side's office puts a pairing up; east, then west confirm it. */
@Injectable()
export class ProposePairing {
  constructor(
    private readonly commands: Commands,
    private readonly sides: PairingSides,
    private readonly work: PairingWork,
    private readonly audit: Audit,
  ) {}

  execute(actor: Actor, input: ProposePairingInput) {
    return this.commands.run({ operation: 'proposePairing', actor, input }, async (tx) => {
      const level = levelOfPair(input.eastRegionCode, input.westRegionCode);
      if (!level) refuse(pairingRefusals.PAIRING_LEVEL_UNKNOWN(['westRegionCode']));
      const { eastRegionCode, westRegionCode } = input;
      const sides = { eastRegionCode, westRegionCode, ...REGIONS_ONLY };
      if (!arrangesFor(actor, sides)) refuse(pairingRefusals.NOT_YOUR_SIDE());
      if (input.validTo && input.validTo < input.validFrom)
        refuse(pairingRefusals.DATES_REVERSED(['validTo']));
      if (input.validFrom < businessDateOf(tx.at)) refuse(pairingRefusals.VALID_FROM_PAST(['validFrom']));
      await this.sides.requireEastAndWest(tx, input);
      const pairing: Pairing = {
        id: randomUUID(),
        kind: 'EAST_WEST',
        level,
        ...sides,
        validFrom: input.validFrom,
        validTo: input.validTo ?? null,
        state: 'PROPOSED',
        exclusive: isExclusive('EAST_WEST', level),
        sourceDocument: input.sourceDocument,
        verified: false,
        note: null,
        proposedBy: actor.memberId,
        endingOn: null,
        endingAskedSide: null,
        endingAskedBy: null,
        confirmedEastBy: null,
        version: 1,
      };
      await tx.add(Pairing, pairing);
      await this.work.toConfirm(tx, pairing);
      await this.audit.record(tx, {
        actor,
        action: 'proposePairing',
        subjectKind: 'Pairing',
        subjectId: pairing.id,
        toState: 'PROPOSED',
      });
      return { pairingId: pairing.id };
    });
  }
}

const REGIONS_ONLY = {
  helperOrganizationId: null,
  helpedOrganizationId: null,
  helpedList: null,
  counterOrganizationId: null,
};

@Resolver()
export class ProposePairingResolver {
  constructor(
    private readonly useCase: ProposePairing,
    private readonly pairings: PairingReader,
  ) {}

  @Allow(...COORDINATORS)
  @Mutation(() => ProposePairingPayload)
  async proposePairing(
    @Args('input') input: ProposePairingInput,
    @CurrentActor() actor: Actor,
  ): Promise<ProposePairingPayload> {
    return answer(await this.useCase.execute(actor, input), async ({ pairingId }) => ({
      pairing: await this.pairings.one(pairingId),
    }));
  }
}
