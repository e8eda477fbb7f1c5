import { Args, Context, Parent, Query, ResolveField, Resolver } from '@nestjs/graphql';
import DataLoader from 'dataloader';
import {
  Allow,
  CurrentActor,
  Cursors,
  Database,
  Id,
  PageArgs,
  connectionOf,
  counted,
  notFound,
  pageOf,
  readPage,
  toShanghaiIso,
  type Actor,
  type Page,
  type RequestScope,
} from '../../platform/index';
import { MatchDecisionsType, MatchOverrideType } from '../api/match-override.type';
import { MatchRunReader } from '../api/match-run-reader';
import { MatchRunType } from '../api/match-run.type';
import { RUN_READERS } from '../domain/match-readers';
import { yuan } from '../domain/rate-text';

const MatchOverrideConnection = connectionOf(MatchOverrideType, 'MatchOverride');
const LIST = 'matchOverrides:byDecidedAt';

type Row = Omit<MatchOverrideType, 'floorLoss'> & { readonly floorLossFen: bigint };

const FROM = `FROM match_decisions d JOIN match_proposals p ON p.id = d.proposal_id
  WHERE p.run_id = $1 AND d.kind = 'OVERRIDDEN'`;

/** Fairness cannot be bypassed quietly: every run shows what of it was not followed, and what key counties lost. */
@Resolver(() => MatchRunType)
export class BrowseMatchOverrides {
  constructor(
    private readonly database: Database,
    private readonly runs: MatchRunReader,
    private readonly cursors: Cursors,
  ) {}

  @Allow(...RUN_READERS)
  @Query(() => MatchOverrideConnection)
  async matchOverrides(
    @Args() page: PageArgs,
    @Args('matchRunId', { type: () => Id }) matchRunId: string,
    @CurrentActor() actor: Actor,
  ): Promise<Page<MatchOverrideType>> {
    if (!(await this.runs.find(actor, matchRunId))) throw notFound(['matchRunId']);
    const request = readPage(this.cursors, LIST, page);
    const [at = null, id = null] = (request.after ?? []) as (string | null)[];
    const rows = await this.database.query<Row>(
      `SELECT d.proposal_id AS id, p.request_id AS "sourcingRequestId", d.organization_id AS "buyerId", d.reason, d.note,
         d.floor_loss_fen AS "floorLossFen", d.decided_at AS "decidedAt"
       ${FROM} AND ($2::timestamptz IS NULL OR (d.decided_at, d.proposal_id) > ($2::timestamptz, $3::uuid))
       ORDER BY d.decided_at, d.proposal_id LIMIT $4`,
      [matchRunId, at, id, request.fetch],
    );
    return pageOf(this.cursors, LIST, request, rows, {
      node: ({ floorLossFen, ...row }) => ({ ...row, floorLoss: yuan(floorLossFen) }),
      keyOf: (row) => [toShanghaiIso(row.decidedAt), row.id],
      totalCount: () => counted(this.database, FROM, [matchRunId]),
    });
  }

  @ResolveField(() => MatchDecisionsType, { description: 'Whether its proposals were followed' })
  decisions(
    @Parent() { id }: MatchRunType,
    @Context('scope') scope: RequestScope,
  ): Promise<MatchDecisionsType> {
    const loader = () => new DataLoader((ids: readonly string[]) => this.decided(ids));
    return scope.loader(this, loader).load(id);
  }

  private async decided(ids: readonly string[]): Promise<MatchDecisionsType[]> {
    const rows = await this.database.query<Decided>(
      `SELECT p.run_id AS id, count(*)::integer AS proposals, count(*) FILTER (WHERE d.kind = 'ACCEPTED')::integer AS accepted,
         count(*) FILTER (WHERE d.kind = 'OVERRIDDEN')::integer AS overridden, coalesce(sum(d.floor_loss_fen), 0)::text AS loss
       FROM match_proposals p LEFT JOIN match_decisions d ON d.proposal_id = p.id WHERE p.run_id = ANY($1::uuid[])
       GROUP BY p.run_id`,
      [ids],
    );
    return ids.map((id) => {
      const found = rows.find((row) => row.id === id);
      const { proposals = 0, accepted = 0, overridden = 0, loss = '0' } = found ?? {};
      return { proposals, accepted, overridden, floorLoss: yuan(BigInt(loss)) };
    });
  }
}

interface Decided {
  readonly id: string;
  readonly proposals: number;
  readonly accepted: number;
  readonly overridden: number;
  readonly loss: string;
}
