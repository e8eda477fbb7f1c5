import { Args, Query, Resolver } from '@nestjs/graphql';
import { SIGNERS } from '../../pairing/index';
import {
  Allow,
  BusinessDay,
  Clock,
  CurrentActor,
  Cursors,
  Database,
  PageArgs,
  businessDateOf,
  pageOf,
  readPage,
  type Actor,
  type Page,
} from '../../platform/index';
import { ResponsibilityReader, scopeOf } from '../api/responsibility-reader';
import {
  GapKindEnum,
  ResponsibilityConnection,
  ResponsibilityGapConnection,
  type ResponsibilityGapType,
  type ResponsibilityType,
} from '../api/responsibility.type';
import type { GapKind } from '../domain/subject';
import { Gaps, keyOf } from '../storage/gaps';

const READERS = [...SIGNERS, 'AUDITOR', 'PLATFORM_OPS'] as const;

@Resolver()
export class BrowseResponsibilities {
  constructor(
    private readonly reader: ResponsibilityReader,
    private readonly gaps: Gaps,
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly cursors: Cursors,
  ) {}

  @Allow(...READERS)
  @Query(() => ResponsibilityConnection, { description: 'Who answers for what in one’s scope, latest first' })
  async responsibilities(
    @Args() page: PageArgs,
    @CurrentActor() actor: Actor,
  ): Promise<Page<ResponsibilityType>> {
    const request = readPage(this.cursors, 'responsibilities', page);
    const scope = scopeOf(actor);
    const rows = await this.reader.page(scope, request.after ?? [], request.fetch);
    return pageOf(this.cursors, 'responsibilities', request, rows, {
      node: (row) => row,
      keyOf: (row) => [row.validFrom, row.id],
      totalCount: () => this.reader.count(scope),
    });
  }

  @Allow(...READERS)
  @Query(() => ResponsibilityGapConnection, {
    description:
      'Every place, its alerts, every target and task in one’s scope that nobody answers for on the day',
  })
  async responsibilityGaps(
    @Args() page: PageArgs,
    @Args('on', { type: () => BusinessDay, nullable: true, description: 'Today, if not given' })
    on: string | null,
    @Args('kind', { type: () => GapKindEnum, nullable: true }) kind: GapKind | null,
    @CurrentActor() actor: Actor,
  ): Promise<Page<ResponsibilityGapType>> {
    const request = readPage(this.cursors, 'responsibilityGaps', page);
    const day = on ?? businessDateOf(this.clock.now());
    const found = await this.gaps.on(this.database, day, scopeOf(actor));
    const gaps = found.filter((gap) => !kind || gap.kind === kind);
    const after = String(request.after?.[0] ?? '');
    const rest = gaps.filter((gap) => keyOf(gap) > after);
    return pageOf(this.cursors, 'responsibilityGaps', request, rest.slice(0, request.fetch), {
      node: (gap) => gap,
      keyOf: (gap) => [keyOf(gap)],
      totalCount: () => Promise.resolve(gaps.length),
    });
  }
}
