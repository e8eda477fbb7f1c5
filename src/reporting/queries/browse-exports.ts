import { Args, Query, Resolver } from '@nestjs/graphql';
import { Role } from '../../organizations/index';
import {
  Allow,
  CurrentActor,
  Cursors,
  Database,
  PageArgs,
  counted,
  hasRole,
  pageOf,
  readPage,
  type Actor,
  type Page,
} from '../../platform/index';
import { ExportRecordConnection, ExportRecordType, type ExportDatum } from '../api/export-record.type';

type Told = Readonly<Record<string, unknown>>;
type ExportRow = Omit<ExportRecordType, 'scope' | 'filter'> & {
  readonly position: bigint;
  readonly scope: Told;
  readonly filter: Told;
};

const MINE = 'FROM exports WHERE ($1::uuid IS NULL OR organization_id = $1)';

/** Auditors read all of them, an organization’s administrators its own. */
@Resolver()
export class BrowseExports {
  constructor(
    private readonly database: Database,
    private readonly cursors: Cursors,
  ) {}

  @Allow(Role.AUDITOR, Role.ORG_ADMIN)
  @Query(() => ExportRecordConnection, { description: '导出记录, newest first' })
  async exports(@Args() page: PageArgs, @CurrentActor() actor: Actor): Promise<Page<ExportRecordType>> {
    const organizationId = hasRole(actor, Role.AUDITOR) ? null : actor.organizationId;
    const request = readPage(this.cursors, 'exports', page);
    const rows = await this.database.query<ExportRow>(
      `SELECT id, position, at, member_id AS "memberId", organization_id AS "organizationId", what, format, scope, filter,
         row_count AS rows, byte_count AS bytes, sha256
       ${MINE} AND ($2::bigint IS NULL OR position < $2) ORDER BY position DESC LIMIT $3`,
      [organizationId, request.after?.[0] ?? null, request.fetch],
    );
    return pageOf(this.cursors, 'exports', request, rows, {
      node: ({ scope, filter, ...row }) => ({
        ...row,
        scope: dataOf(scope),
        filter: dataOf(filter),
      }),
      keyOf: ({ position }) => [position.toString()],
      totalCount: () => counted(this.database, MINE, [organizationId]),
    });
  }
}

const dataOf = (told: Told): ExportDatum[] =>
  Object.entries(told).flatMap(([name, value]) => (value === null ? [] : [{ name, value: textOf(value) }]));

function textOf(value: unknown): string {
  if (Array.isArray(value)) return value.join(' ');
  return typeof value === 'string' ? value : JSON.stringify(value);
}
