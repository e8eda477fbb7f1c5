import {
  Args,
  Field,
  InputType,
  Int,
  Mutation,
  ObjectType,
  Query,
  ResolveField,
  Resolver,
} from '@nestjs/graphql';
import { defineRefusals, refuse } from '../../libs/workflow/src/index';
import {
  Allow,
  AllowPublic,
  AllowSignedIn,
  BusinessDay,
  CommandInput,
  Commands,
  CurrentActor,
  Cursors,
  Database,
  Id,
  NoteText,
  PageArgs,
  Payload,
  QuantityInput,
  ShortText,
  Timestamp,
  answer,
  badInput,
  connectionOf,
  notFound,
  pageOf,
  readPage,
  type Actor,
  type Page,
} from '../../src/platform/index';

const refusals = defineRefusals({ TOO_MUCH: { zh: '数量过大', en: 'That is too much' } });

@InputType()
class ProbeLine {
  @Field(() => QuantityInput) quantity!: QuantityInput;
}

@InputType()
class ProbeInput extends CommandInput {
  @Field(() => Id, { nullable: true }) id?: string | null;
  @Field(() => ShortText, { nullable: true }) name?: string | null;
  @Field(() => NoteText, { nullable: true }) note?: string | null;
  @Field(() => BusinessDay, { nullable: true }) day?: string | null;
  @Field(() => Timestamp, { nullable: true }) at?: string | null;
  @Field(() => Int, { nullable: true }) count?: number | null;
  @Field(() => [ProbeLine], { defaultValue: [] }) lines!: ProbeLine[];
}

@ObjectType()
class ProbePayload extends Payload {
  @Field(() => String, { nullable: true }) name?: string | null;
}

@ObjectType()
class Level {
  @Field(() => Int) number!: number;
}

const LevelConnection = connectionOf(Level, 'Level');

/** Operations that only try the platform: one of every way to answer and to fail. */
@Resolver(() => Level)
export class Probe {
  constructor(
    private readonly commands: Commands,
    private readonly cursors: Cursors,
    private readonly database: Database,
  ) {}

  @AllowSignedIn()
  @Mutation(() => ProbePayload)
  async probe(@Args('input') input: ProbeInput, @CurrentActor() actor: Actor): Promise<ProbePayload> {
    const command = { operation: 'probe', actor, input };
    const outcome = await this.commands.run(command, async (tx) => {
      await tx.query(`INSERT INTO domain_events (stream, sequence, kind, payload, at)
        SELECT 'probe', count(*) + 1, 'Probed', '{}', now() FROM domain_events`);
      if ((input.count ?? 0) > 9) refuse(refusals.TOO_MUCH(['count']));
      return { name: input.name ?? null };
    });
    return answer(outcome, async ({ name }) => ({ name }));
  }

  @AllowPublic()
  @Query(() => Level)
  level(): Level {
    return { number: 1 };
  }

  @ResolveField(() => Level)
  next(): Level {
    return { number: 2 };
  }

  @AllowPublic()
  @Query(() => LevelConnection)
  levels(@Args() page: PageArgs): Page<Level> {
    const request = readPage(this.cursors, 'levels', page);
    const from = Number(request.after?.[0] ?? 0);
    const rows = Array.from({ length: request.fetch }, (_, index) => ({ number: from + index + 1 }));
    return pageOf(this.cursors, 'levels', request, rows, {
      node: (row) => row,
      keyOf: (row) => [row.number],
      totalCount: () => Promise.resolve(2_147_483_647),
    });
  }

  @AllowPublic()
  @Query(() => LevelConnection)
  otherLevels(@Args() page: PageArgs): Page<Level> {
    const request = readPage(this.cursors, 'otherLevels', page);
    return pageOf(this.cursors, 'otherLevels', request, [], {
      node: (row: Level) => row,
      keyOf: (row) => [row.number],
      totalCount: () => Promise.resolve(0),
    });
  }

  @AllowPublic()
  @Query(() => Int, { nullable: true })
  fails(@Args('how', { type: () => ShortText }) how: string): Promise<number> {
    if (how === 'not found') throw notFound();
    if (how === 'bad input') throw badInput(['how'], { zh: '错的', en: 'wrong' });
    if (how === 'refused') return refuse(refusals.TOO_MUCH(['how']));
    if (how === 'database') return this.database.query(`SELECT 'secret-13800000000'::int`).then(() => 1);
    if (how === 'terminated')
      return this.database.query('SELECT pg_terminate_backend(pg_backend_pid())').then(() => 1);
    throw new TypeError('secret-13800000000');
  }

  @Allow('NOBODY')
  @Query(() => Int)
  forOthers(): number {
    return 1;
  }

  @Query(() => Int)
  unmarked(): number {
    return 1;
  }
}
