import { Injectable } from '@nestjs/common';
import { Args, Field, InputType, Mutation, Resolver } from '@nestjs/graphql';
import { Refused } from '../../../libs/workflow/src/index';
import { Role } from '../../organizations/index';
import {
  Allow,
  BusinessDay,
  ChangeInput,
  Commands,
  CurrentActor,
  Id,
  NoteText,
  ShortText,
  answer,
  businessDateOf,
  type Actor,
  type Outcome,
} from '../../platform/index';
import { PolicyKindEnum } from '../api/enums';
import { ParkPayload } from '../api/park.type';
import { datesWrong } from '../domain/park-dates';
import type { PolicyKind } from '../domain/park-kinds';
import { parkStates } from '../domain/park.states';
import { ParkBook } from '../storage/park-book';
import { ParkPapers } from '../storage/park-papers';
import { ParkReader } from '../storage/park-reader';
import { Park } from '../storage/park.entity';

@InputType()
export class RecordParkPolicyInput extends ChangeInput {
  @Field(() => Id)
  parkId!: string;

  @Field(() => PolicyKindEnum)
  kind!: PolicyKind;

  @Field(() => ShortText)
  title!: string;

  @Field(() => ShortText, { description: '文号' })
  documentNo!: string;

  @Field(() => NoteText)
  summary!: string;

  @Field(() => BusinessDay)
  validFrom!: string;

  @Field(() => BusinessDay)
  validTo!: string;

  @Field(() => Id, { nullable: true, description: 'A file of the park' })
  fileId?: string | null;
}

/** A policy that holds in the park, by its document and for its days; recorded once, never changed. */
@Injectable()
export class RecordParkPolicy {
  constructor(
    private readonly commands: Commands,
    private readonly papers: ParkPapers,
    private readonly book: ParkBook,
  ) {}

  execute(actor: Actor, input: RecordParkPolicyInput): Promise<Outcome<{ parkId: string }>> {
    return this.commands.run({ operation: 'recordParkPolicy', actor, input }, async (tx) => {
      const park = await this.book.lockOwn(tx, actor, input.parkId, input.expectedVersion);
      const state = parkStates.next(park.state, 'furnish', ['parkId']);
      const { kind, title, documentNo, summary, validFrom, validTo, fileId = null } = input;
      const paths = { from: ['validFrom'], to: ['validTo'] };
      const wrong = datesWrong({ from: validFrom, to: validTo }, businessDateOf(tx.at), paths);
      if (wrong.length > 0) throw new Refused(wrong);
      const policy = { kind, title, documentNo, summary, validFrom, validTo, fileId };
      const policyId = await this.papers.recordPolicy(tx, actor, park, policy);
      const changed = await tx.change(Park, park, { state });
      await this.book.record(tx, actor, 'recordParkPolicy', changed, {
        from: park.state,
        data: { policyId },
      });
      return { parkId: park.id };
    });
  }
}

@Resolver()
export class RecordParkPolicyResolver {
  constructor(
    private readonly useCase: RecordParkPolicy,
    private readonly parks: ParkReader,
  ) {}

  @Allow(Role.PARK_MANAGER)
  @Mutation(() => ParkPayload)
  async recordParkPolicy(
    @Args('input') input: RecordParkPolicyInput,
    @CurrentActor() actor: Actor,
  ): Promise<ParkPayload> {
    return answer(await this.useCase.execute(actor, input), async ({ parkId }) => ({
      park: await this.parks.visibleTo(actor, parkId),
    }));
  }
}
