import { Args, Context, Parent, Query, ResolveField, Resolver } from '@nestjs/graphql';
import DataLoader from 'dataloader';
import { formatQuantity } from '../../../libs/money/src/index';
import { codePrefix } from '../../pairing/index';
import {
  Allow,
  CurrentActor,
  Cursors,
  Id,
  PageArgs,
  connectionOf,
  hasRole,
  notFound,
  pageOf,
  readPage,
  type Actor,
  type Page,
  type RequestScope,
} from '../../platform/index';
import { MatchRunReader } from '../api/match-run-reader';
import { namedByOffice, officeView, runLineExplanation } from '../api/office-words';
import { RunLineExplanationType, RunLineType } from '../api/run-line.type';
import { RUN_READERS } from '../domain/match-readers';
import { InputDropped, MarketRoom } from '../storage/market-room';
import type { MatchReader } from '../storage/match-tasks';
import { ProposalRows, type WindowRow } from '../storage/proposal-rows';
import { SupplyCards } from '../storage/supply-cards';

const RunLineConnection = connectionOf(RunLineType, 'RunLine');
const LIST = 'runLines:byWindow';

type Line = RunLineType & { readonly row: WindowRow; readonly runId: string; readonly reader: MatchReader };

/** Windows of a live run: all for operations and audit; an office those its region asks for or would deliver. */
@Resolver(() => RunLineType)
export class BrowseRunLines {
  constructor(
    private readonly runs: MatchRunReader,
    private readonly rows: ProposalRows,
    private readonly room: MarketRoom,
    private readonly cards: SupplyCards,
    private readonly cursors: Cursors,
  ) {}

  @Allow(...RUN_READERS)
  @Query(() => RunLineConnection)
  async runLines(
    @Args() page: PageArgs,
    @Args('matchRunId', { type: () => Id }) matchRunId: string,
    @CurrentActor() actor: Actor,
  ): Promise<Page<Line>> {
    if (!(await this.runs.find(actor, matchRunId))) throw notFound(['matchRunId']);
    const request = readPage(this.cursors, LIST, page);
    const [after = null] = (request.after ?? []) as (string | null)[];
    const everywhere = hasRole(actor, 'PLATFORM_OPS', 'AUDITOR');
    const prefix = everywhere ? null : codePrefix(actor.regionCode ?? 'nowhere');
    const rows = await this.rows.windowsOfRun(matchRunId, { prefix, after, limit: request.fetch });
    const reader: MatchReader = { as: hasRole(actor, 'PLATFORM_OPS') ? 'OPERATIONS' : 'COORDINATOR' };
    return pageOf(this.cursors, LIST, request, rows, {
      node: (row) => lineOf(row, matchRunId, reader),
      keyOf: (row) => [row.windowId],
      totalCount: () => this.rows.countOfRun(matchRunId, prefix),
    });
  }

  @ResolveField(() => RunLineExplanationType, {
    nullable: true,
    description: 'Null where what the run stood on is no longer kept',
  })
  explanation(
    @Parent() line: Line,
    @Context('scope') scope: RequestScope,
  ): Promise<RunLineExplanationType | null> {
    const loader = () => new DataLoader((lines: readonly Line[]) => this.explained(lines));
    return scope.loader(this, loader).load(line);
  }

  /** One request may look at several runs: each is asked once. */
  private async explained(lines: readonly Line[]): Promise<(RunLineExplanationType | null)[]> {
    const found = new Map<Line, RunLineExplanationType | null>();
    for (const runId of new Set(lines.map((line) => line.runId))) {
      const own = lines.filter((line) => line.runId === runId);
      const told = await this.explainedOf(runId, own).catch((error: unknown) => {
        if (error instanceof InputDropped) return [];
        throw error;
      });
      own.forEach((line, at) => found.set(line, told[at] ?? null));
    }
    return lines.map((line) => found.get(line) ?? null);
  }

  private async explainedOf(
    runId: string,
    lines: readonly Line[],
  ): Promise<(RunLineExplanationType | null)[]> {
    const reader = lines[0]?.reader ?? { as: 'COORDINATOR' };
    const lineIds = lines.map(({ windowId }) => windowId);
    const views = new Map(
      (await this.room.ask('EXPLAIN', { runId, lineIds, reader })).map((one) => [
        one.lineId,
        officeView(one),
      ]),
    );
    const cardOf = await this.cards.of(
      [...views.values()].flatMap((view) => (view ? namedByOffice(view) : [])),
    );
    return lines.map(({ row, windowId }) => {
      const view = views.get(windowId);
      return view ? runLineExplanation(row, view, cardOf) : null;
    });
  }
}

const lineOf = (row: WindowRow, runId: string, reader: MatchReader): Line => ({
  row,
  runId,
  reader,
  windowId: row.windowId,
  sourcingRequestId: row.requestId,
  from: row.from,
  until: row.until,
  wanted: formatQuantity(row.wantedBase, row.unit),
  served: formatQuantity(row.servedBase, row.unit),
  reachesMinimum: row.reachesMinimum,
});
