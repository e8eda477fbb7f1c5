import { Args, Int, Query, Resolver } from '@nestjs/graphql';
import { Role } from '../../organizations/index';
import { COORDINATORS } from '../../pairing/index';
import {
  Allow,
  CurrentActor,
  Cursors,
  PageArgs,
  pageOf,
  readPage,
  type Actor,
  type Page,
} from '../../platform/index';
import {
  PurchasingMandateConnection,
  ReserveFilingConnection,
  type PurchasingMandateType,
  type ReserveFilingType,
} from '../api/reserve-filing.type';
import { ReserveReader } from '../api/reserve-reader';

const READERS = [
  Role.BUYER_CLERK,
  Role.BUYER_APPROVER,
  ...COORDINATORS,
  Role.AUDITOR,
  Role.PLATFORM_OPS,
] as const;

@Resolver()
export class BrowseReserves {
  constructor(
    private readonly reserves: ReserveReader,
    private readonly cursors: Cursors,
  ) {}

  @Allow(...READERS)
  @Query(() => ReserveFilingConnection, {
    description: 'Filings of one’s own units and of those one supervises, latest first',
  })
  async reserveFilings(
    @Args() page: PageArgs,
    @Args('year', { type: () => Int, nullable: true }) year: number | null,
    @CurrentActor() actor: Actor,
  ): Promise<Page<ReserveFilingType>> {
    const request = readPage(this.cursors, 'reserveFilings', page);
    const scope = await this.reserves.scope(actor);
    const rows = await this.reserves.filings(scope, year ?? null, request.after ?? [], request.fetch);
    return pageOf(this.cursors, 'reserveFilings', request, rows, {
      node: (row) => row,
      keyOf: (row) => [row.filedAt.toISOString(), row.id],
      totalCount: () => this.reserves.countFilings(scope, year ?? null),
    });
  }

  @Allow(Role.BUYER_CLERK, Role.BUYER_APPROVER, Role.AUDITOR, Role.PLATFORM_OPS)
  @Query(() => PurchasingMandateConnection, {
    description: 'Who may buy for one’s own units, and for whom one may buy, latest first',
  })
  async purchasers(
    @Args() page: PageArgs,
    @CurrentActor() actor: Actor,
  ): Promise<Page<PurchasingMandateType>> {
    const request = readPage(this.cursors, 'purchasers', page);
    const scope = await this.reserves.scope(actor);
    const rows = await this.reserves.mandates(scope, request.after ?? [], request.fetch);
    return pageOf(this.cursors, 'purchasers', request, rows, {
      node: (row) => row,
      keyOf: (row) => [row.validFrom, row.id],
      totalCount: () => this.reserves.countMandates(scope),
    });
  }
}
