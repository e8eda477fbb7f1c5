import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { Args, Field, InputType, Mutation, Resolver } from '@nestjs/graphql';
import { refuse } from '../../../libs/workflow/src/index';
import { SIGNERS } from '../../pairing/index';
import {
  Allow,
  Audit,
  BusinessDay,
  CommandInput,
  Commands,
  CurrentActor,
  Id,
  RegionCode,
  answer,
  businessDateOf,
  type Actor,
} from '../../platform/index';
import { ResponsibilityReader } from '../api/responsibility-reader';
import { ResponsibilityPayload, SubjectKindEnum } from '../api/responsibility.type';
import { responsibilityRefusals } from '../domain/responsibility.refusals';
import { namesItsSubject, type SubjectKind } from '../domain/subject';
import { ResponsibilityDesk } from '../storage/responsibility-desk';
import { Responsibility } from '../storage/responsibility.entity';

@InputType()
export class AssignResponsibilityInput extends CommandInput {
  @Field(() => SubjectKindEnum)
  subjectKind!: SubjectKind;

  @Field(() => RegionCode, { nullable: true, description: 'Of a place or its alerts' })
  regionCode?: string | null;

  @Field(() => Id, { nullable: true, description: 'Of a target: its leaf, or a node above that covers it' })
  commitmentId?: string | null;

  @Field(() => Id)
  memberId!: string;

  @Field(() => BusinessDay, { description: 'Today or later' })
  validFrom!: string;

  @Field(() => BusinessDay, { nullable: true })
  validTo?: string | null;
}

/** The region's office, or a target's side, names the one person who answers for it from a day on. */
@Injectable()
export class AssignResponsibility {
  constructor(
    private readonly commands: Commands,
    private readonly desk: ResponsibilityDesk,
    private readonly audit: Audit,
  ) {}

  execute(actor: Actor, input: AssignResponsibilityInput) {
    return this.commands.run({ operation: 'assignResponsibility', actor, input }, async (tx) => {
      const {
        subjectKind,
        regionCode = null,
        commitmentId = null,
        memberId,
        validFrom,
        validTo = null,
      } = input;
      if (!namesItsSubject(subjectKind, { regionCode, commitmentId }))
        refuse(responsibilityRefusals.SUBJECT_UNCLEAR(['subjectKind']));
      if (validFrom < businessDateOf(tx.at) || (validTo !== null && validTo < validFrom))
        refuse(responsibilityRefusals.DATES_WRONG(['validFrom']));
      const subject = await this.desk.subject(
        tx,
        actor,
        { subjectKind, regionCode, commitmentId },
        validFrom,
      );
      const organizationId = await this.desk.ownersOrganization(tx, actor, memberId, ['memberId']);
      await this.desk.requireFree(tx, subject, validFrom, validTo);
      const assigned: Responsibility = {
        ...subject,
        id: randomUUID(),
        organizationId,
        memberId,
        validFrom,
        validTo,
        handedOverFrom: null,
        assignedBy: actor.memberId,
        assignedAt: tx.at,
        version: 1,
      };
      await tx.add(Responsibility, assigned);
      await this.desk.tell(tx, assigned);
      await this.audit.record(tx, {
        actor,
        action: 'assignResponsibility',
        subjectKind: 'Responsibility',
        subjectId: assigned.id,
        data: { memberId, validFrom },
      });
      return { responsibilityId: assigned.id };
    });
  }
}

@Resolver()
export class AssignResponsibilityResolver {
  constructor(
    private readonly useCase: AssignResponsibility,
    private readonly reader: ResponsibilityReader,
  ) {}

  @Allow(...SIGNERS)
  @Mutation(() => ResponsibilityPayload)
  async assignResponsibility(
    @Args('input') input: AssignResponsibilityInput,
    @CurrentActor() actor: Actor,
  ): Promise<ResponsibilityPayload> {
    return answer(await this.useCase.execute(actor, input), async ({ responsibilityId }) => ({
      responsibility: await this.reader.one(responsibilityId),
    }));
  }
}
