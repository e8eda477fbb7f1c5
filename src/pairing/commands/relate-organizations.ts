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
  Id,
  NoteText,
  Payload,
  RegionCode,
  answer,
  businessDateOf,
  type Actor,
} from '../../platform/index';
import { PairingKindEnum, PairingType } from '../api/pairing.type';
import { PairingReader } from '../api/pairing-reader';
import { arrangesFor } from '../domain/office';
import { pairingRefusals } from '../domain/pairing.refusals';
import { PREPARERS } from '../domain/pairing.states';
import { Pairing } from '../storage/pairing.entity';
import { PairingWork } from '../storage/pairing-work';
import { RelationSides } from '../storage/relation-sides';

@InputType({ description: 'One side: a region or an organization, never both' })
export class RelationSideInput {
  @Field(() => RegionCode, { nullable: true })
  regionCode?: string | null;

  @Field(() => Id, { nullable: true })
  organizationId?: string | null;
}

@InputType()
export class RelateOrganizationsInput extends CommandInput {
  @Field(() => PairingKindEnum)
  kind!: string;

  @Field(() => RelationSideInput)
  helper!: RelationSideInput;

  @Field(() => RelationSideInput)
  helped!: RelationSideInput;

  @Field(() => Id, {
    nullable: true,
    description: 'The office that signs for a helped organization; a helped region’s own office signs for it',
  })
  counterOrganizationId?: string | null;

  @Field(() => BusinessDay, { description: 'Today or later: no day that has passed is related anew' })
  validFrom!: string;

  @Field(() => BusinessDay, { nullable: true })
  validTo?: string | null;

  @Field(() => NoteText, { description: 'The document the relation rests on' })
  sourceDocument!: string;
}

@ObjectType()
export class RelateOrganizationsPayload extends Payload {
  @Field(() => PairingType, { nullable: true })
  pairing?: PairingType;
}

/** One of the two sides puts a relation of any scheme up; the helping side, then the other confirm it. */
@Injectable()
export class RelateOrganizations {
  constructor(
    private readonly commands: Commands,
    private readonly sides: RelationSides,
    private readonly work: PairingWork,
    private readonly audit: Audit,
  ) {}

  execute(actor: Actor, input: RelateOrganizationsInput) {
    return this.commands.run({ operation: 'relateOrganizations', actor, input }, async (tx) => {
      if (input.validTo && input.validTo < input.validFrom)
        refuse(pairingRefusals.DATES_REVERSED(['validTo']));
      if (input.validFrom < businessDateOf(tx.at)) refuse(pairingRefusals.VALID_FROM_PAST(['validFrom']));
      const sides = await this.sides.decide(tx, input);
      if (!arrangesFor(actor, sides)) refuse(pairingRefusals.NOT_YOUR_SIDE());
      const pairing: Pairing = {
        id: randomUUID(),
        kind: input.kind,
        ...sides,
        validFrom: input.validFrom,
        validTo: input.validTo ?? null,
        state: 'PROPOSED',
        exclusive: false,
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
        action: 'relateOrganizations',
        subjectKind: 'Pairing',
        subjectId: pairing.id,
        toState: 'PROPOSED',
        data: { kind: input.kind },
      });
      return { pairingId: pairing.id };
    });
  }
}

@Resolver()
export class RelateOrganizationsResolver {
  constructor(
    private readonly useCase: RelateOrganizations,
    private readonly pairings: PairingReader,
  ) {}

  @Allow(...PREPARERS)
  @Mutation(() => RelateOrganizationsPayload)
  async relateOrganizations(
    @Args('input') input: RelateOrganizationsInput,
    @CurrentActor() actor: Actor,
  ): Promise<RelateOrganizationsPayload> {
    return answer(await this.useCase.execute(actor, input), async ({ pairingId }) => ({
      pairing: await this.pairings.one(pairingId),
    }));
  }
}
