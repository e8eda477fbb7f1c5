import { Args, Int, Query, Resolver } from '@nestjs/graphql';
import { AGREEMENT_READERS } from '../../pairing/index';
import {
  Allow,
  CurrentActor,
  Cursors,
  Id,
  PageArgs,
  connectionOf,
  notFound,
  pageOf,
  readPage,
  toShanghaiIso,
  type Actor,
  type Page,
} from '../../platform/index';
import { SharingContractType, SharingStatementType } from '../api/sharing.type';
import { SharingReader, type ContractRow, type StatementRow } from '../storage/sharing-reader';

const SharingContractConnection = connectionOf(SharingContractType, 'SharingContract');
const SharingStatementConnection = connectionOf(SharingStatementType, 'SharingStatement');
const CONTRACTS = 'sharingContracts:byProposedAt';
const STATEMENTS = 'sharingStatements:byDrawnAt';

/** Contracts and statements, for the offices of both regions and above; newest first. */
@Resolver()
export class BrowseSharing {
  constructor(
    private readonly reader: SharingReader,
    private readonly cursors: Cursors,
  ) {}

  @Allow(...AGREEMENT_READERS)
  @Query(() => SharingContractType)
  async sharingContract(
    @Args('id', { type: () => Id }) id: string,
    @CurrentActor() actor: Actor,
  ): Promise<ContractRow> {
    const row = await this.reader.contract(actor, id);
    if (!row) throw notFound(['id']);
    return row;
  }

  @Allow(...AGREEMENT_READERS)
  @Query(() => SharingContractConnection)
  async sharingContracts(
    @Args() page: PageArgs,
    @Args('parkId', { type: () => Id, nullable: true }) parkId: string | null,
    @CurrentActor() actor: Actor,
  ): Promise<Page<ContractRow>> {
    const request = readPage(this.cursors, CONTRACTS, page);
    const [at = null, id = null] = (request.after ?? []) as (string | null)[];
    const park = parkId ?? null;
    const rows = await this.reader.contracts(actor, park, { at, id, limit: request.fetch });
    return pageOf(this.cursors, CONTRACTS, request, rows, {
      node: (row) => row,
      keyOf: (row) => [toShanghaiIso(row.proposedAt), row.id],
      totalCount: () => this.reader.countContracts(actor, park),
    });
  }

  @Allow(...AGREEMENT_READERS)
  @Query(() => SharingStatementType)
  async sharingStatement(
    @Args('id', { type: () => Id }) id: string,
    @CurrentActor() actor: Actor,
  ): Promise<StatementRow> {
    const row = await this.reader.statement(actor, id);
    if (!row) throw notFound(['id']);
    return row;
  }

  @Allow(...AGREEMENT_READERS)
  @Query(() => SharingStatementConnection)
  async sharingStatements(
    @Args() page: PageArgs,
    @Args('contractId', { type: () => Id, nullable: true }) contractId: string | null,
    @Args('year', { type: () => Int, nullable: true }) year: number | null,
    @CurrentActor() actor: Actor,
  ): Promise<Page<StatementRow>> {
    const request = readPage(this.cursors, STATEMENTS, page);
    const [at = null, id = null] = (request.after ?? []) as (string | null)[];
    const filter = { contractId: contractId ?? null, year: year ?? null };
    const rows = await this.reader.statements(actor, filter, { at, id, limit: request.fetch });
    return pageOf(this.cursors, STATEMENTS, request, rows, {
      node: (row) => row,
      keyOf: (row) => [toShanghaiIso(row.drawnAt), row.id],
      totalCount: () => this.reader.countStatements(actor, filter),
    });
  }
}
