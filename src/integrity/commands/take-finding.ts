import { Injectable } from '@nestjs/common';
import { Args, Field, InputType, Mutation, Resolver } from '@nestjs/graphql';
import { refuse } from '../../../libs/workflow/src/index';
import { Role } from '../../organizations/index';
import {
  Allow,
  ChangeInput,
  Commands,
  CurrentActor,
  Id,
  NoteText,
  answer,
  type Actor,
  type Outcome,
} from '../../platform/index';
import { FindingPayload } from '../api/finding.type';
import { findingRefusals } from '../domain/finding.refusals';
import { FindingBook } from '../storage/finding-book';
import { FindingReader } from '../storage/finding-reader';

@InputType()
export class TakeFindingInput extends ChangeInput {
  @Field(() => Id)
  findingId!: string;

  @Field(() => Id, { nullable: true, description: 'An organization in its evidence' })
  askedId?: string | null;

  @Field(() => NoteText)
  note!: string;
}

/** Takes a finding up, and may ask one of those it is about to explain it: only then does that one see it. */
@Injectable()
export class TakeFinding {
  constructor(
    private readonly commands: Commands,
    private readonly book: FindingBook,
  ) {}

  execute(actor: Actor, input: TakeFindingInput): Promise<Outcome<{ findingId: string }>> {
    return this.commands.run({ operation: 'takeFinding', actor, input }, async (tx) => {
      const row = await this.book.locked(tx, actor, input.findingId);
      tx.expectVersion(row, input.expectedVersion);
      if (row.takenBy !== null) refuse(findingRefusals.FINDING_TAKEN(['findingId']));
      const askedId = input.askedId ?? null;
      if (askedId !== null) await this.book.ask(tx, row, askedId);
      const changes = { takenBy: actor.memberId, askedId };
      await this.book.move(tx, actor, row, { verb: 'take', note: input.note, changes });
      return { findingId: row.id };
    });
  }
}

@Resolver()
export class TakeFindingResolver {
  constructor(
    private readonly useCase: TakeFinding,
    private readonly findings: FindingReader,
  ) {}

  @Allow(Role.COORD_COUNTY, Role.COORD_CITY, Role.COORD_PROV, Role.PLATFORM_OPS)
  @Mutation(() => FindingPayload)
  async takeFinding(
    @Args('input') input: TakeFindingInput,
    @CurrentActor() actor: Actor,
  ): Promise<FindingPayload> {
    return answer(await this.useCase.execute(actor, input), async ({ findingId }) => ({
      finding: await this.findings.visibleTo(actor, findingId),
    }));
  }
}
