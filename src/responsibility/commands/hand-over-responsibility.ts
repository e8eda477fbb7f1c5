import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { Args, Field, InputType, Mutation, Resolver } from '@nestjs/graphql';
import { refuse } from '../../../libs/workflow/src/index';
import { SIGNERS } from '../../pairing/index';
import {
  Allow,
  Audit,
  BusinessDay,
  ChangeInput,
  Commands,
  CurrentActor,
  Id,
  addDays,
  answer,
  businessDateOf,
  type Actor,
} from '../../platform/index';
import { ResponsibilityReader } from '../api/responsibility-reader';
import { ResponsibilityPayload } from '../api/responsibility.type';
import { responsibilityRefusals } from '../domain/responsibility.refusals';
import { ResponsibilityDesk } from '../storage/responsibility-desk';
import { Responsibility } from '../storage/responsibility.entity';

@InputType()
export class HandOverResponsibilityInput extends ChangeInput {
  @Field(() => Id)
  responsibilityId!: string;

  @Field(() => Id)
  toMemberId!: string;

  @Field(() => BusinessDay, { description: 'First day of the new owner; no day is left without one' })
  validFrom!: string;
}

/** One owner follows another without a day between; for days that have passed nothing changes. */
@Injectable()
export class HandOverResponsibility {
  constructor(
    private readonly commands: Commands,
    private readonly desk: ResponsibilityDesk,
    private readonly audit: Audit,
  ) {}

  execute(actor: Actor, input: HandOverResponsibilityInput) {
    return this.commands.run({ operation: 'handOverResponsibility', actor, input }, async (tx) => {
      const { responsibilityId, toMemberId, validFrom } = input;
      const before = await this.desk.lock(tx, actor, responsibilityId, input.expectedVersion);
      if (before.memberId === toMemberId) refuse(responsibilityRefusals.SAME_OWNER(['toMemberId']));
      const late = before.validTo !== null && validFrom > before.validTo;
      if (validFrom < businessDateOf(tx.at) || validFrom <= before.validFrom || late)
        refuse(responsibilityRefusals.DATES_WRONG(['validFrom']));
      const organizationId = await this.desk.ownersOrganization(tx, actor, toMemberId, ['toMemberId']);
      await tx.change(Responsibility, before, { validTo: addDays(validFrom, -1) });
      const { subjectKind, regionCode, commitmentId, side, validTo } = before;
      const after: Responsibility = {
        id: randomUUID(),
        subjectKind,
        regionCode,
        commitmentId,
        side,
        organizationId,
        memberId: toMemberId,
        validFrom,
        validTo,
        handedOverFrom: before.id,
        assignedBy: actor.memberId,
        assignedAt: tx.at,
        version: 1,
      };
      await tx.add(Responsibility, after);
      await this.desk.tell(tx, before, true);
      await this.desk.tell(tx, after);
      await this.audit.record(tx, {
        actor,
        action: 'handOverResponsibility',
        subjectKind: 'Responsibility',
        subjectId: after.id,
        data: { fromId: before.id, toMemberId, validFrom },
      });
      return { responsibilityId: after.id };
    });
  }
}

@Resolver()
export class HandOverResponsibilityResolver {
  constructor(
    private readonly useCase: HandOverResponsibility,
    private readonly reader: ResponsibilityReader,
  ) {}

  @Allow(...SIGNERS)
  @Mutation(() => ResponsibilityPayload)
  async handOverResponsibility(
    @Args('input') input: HandOverResponsibilityInput,
    @CurrentActor() actor: Actor,
  ): Promise<ResponsibilityPayload> {
    return answer(await this.useCase.execute(actor, input), async ({ responsibilityId }) => ({
      responsibility: await this.reader.one(responsibilityId),
    }));
  }
}
