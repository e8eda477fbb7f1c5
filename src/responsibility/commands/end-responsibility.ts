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
export class EndResponsibilityInput extends ChangeInput {
  @Field(() => Id)
  responsibilityId!: string;

  @Field(() => BusinessDay, { description: 'Today or later; from the day after it is a gap' })
  lastDay!: string;
}

@Injectable()
export class EndResponsibility {
  constructor(
    private readonly commands: Commands,
    private readonly desk: ResponsibilityDesk,
    private readonly audit: Audit,
  ) {}

  execute(actor: Actor, input: EndResponsibilityInput) {
    return this.commands.run({ operation: 'endResponsibility', actor, input }, async (tx) => {
      const { responsibilityId, lastDay } = input;
      const found = await this.desk.lock(tx, actor, responsibilityId, input.expectedVersion);
      const late = found.validTo !== null && lastDay > found.validTo;
      if (lastDay < businessDateOf(tx.at) || lastDay < found.validFrom || late)
        refuse(responsibilityRefusals.DATES_WRONG(['lastDay']));
      await tx.change(Responsibility, found, { validTo: lastDay });
      await this.desk.tell(tx, found, true);
      await this.audit.record(tx, {
        actor,
        action: 'endResponsibility',
        subjectKind: 'Responsibility',
        subjectId: responsibilityId,
        data: { lastDay },
      });
      return { responsibilityId };
    });
  }
}

@Resolver()
export class EndResponsibilityResolver {
  constructor(
    private readonly useCase: EndResponsibility,
    private readonly reader: ResponsibilityReader,
  ) {}

  @Allow(...SIGNERS)
  @Mutation(() => ResponsibilityPayload)
  async endResponsibility(
    @Args('input') input: EndResponsibilityInput,
    @CurrentActor() actor: Actor,
  ): Promise<ResponsibilityPayload> {
    return answer(await this.useCase.execute(actor, input), async ({ responsibilityId }) => ({
      responsibility: await this.reader.one(responsibilityId),
    }));
  }
}
