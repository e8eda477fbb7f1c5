import { Injectable } from '@nestjs/common';
import { Args, Field, InputType, Mutation, Resolver } from '@nestjs/graphql';
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
import { FindingBook } from '../storage/finding-book';
import { FindingReader } from '../storage/finding-reader';

@InputType()
export class ContestFindingInput extends ChangeInput {
  @Field(() => Id)
  findingId!: string;

  @Field(() => NoteText)
  note!: string;
}

/** Freezes its portions in every report, by another person than took it up. */
@Injectable()
export class ContestFinding {
  constructor(
    private readonly commands: Commands,
    private readonly book: FindingBook,
  ) {}

  execute(actor: Actor, input: ContestFindingInput): Promise<Outcome<{ findingId: string }>> {
    return this.commands.run({ operation: 'contestFinding', actor, input }, async (tx) => {
      const row = await this.book.locked(tx, actor, input.findingId);
      tx.expectVersion(row, input.expectedVersion);
      await this.book.requireAnother(tx, row, actor);
      await this.book.freeze(tx, row, actor);
      const changes = { contestedBy: actor.memberId };
      await this.book.move(tx, actor, row, { verb: 'contest', note: input.note, changes });
      return { findingId: row.id };
    });
  }
}

@Resolver()
export class ContestFindingResolver {
  constructor(
    private readonly useCase: ContestFinding,
    private readonly findings: FindingReader,
  ) {}

  @Allow(Role.COORD_COUNTY, Role.COORD_CITY, Role.COORD_PROV, Role.PLATFORM_OPS)
  @Mutation(() => FindingPayload)
  async contestFinding(
    @Args('input') input: ContestFindingInput,
    @CurrentActor() actor: Actor,
  ): Promise<FindingPayload> {
    return answer(await this.useCase.execute(actor, input), async ({ findingId }) => ({
      finding: await this.findings.visibleTo(actor, findingId),
    }));
  }
}
