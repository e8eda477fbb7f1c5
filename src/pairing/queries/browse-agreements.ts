import { Args, Int, Query, Resolver } from '@nestjs/graphql';
import {
  Allow,
  CurrentActor,
  Cursors,
  Id,
  PageArgs,
  connectionOf,
  pageOf,
  readPage,
  type Actor,
  type Page,
} from '../../platform/index';
import { AgreementReader } from '../api/agreement-reader';
import { AnnualAgreementType } from '../api/agreement.type';
import { PARTY_READERS } from '../domain/pairing.states';

const AnnualAgreementConnection = connectionOf(AnnualAgreementType, 'AnnualAgreement');

@Resolver()
export class BrowseAgreements {
  constructor(
    private readonly agreements: AgreementReader,
    private readonly cursors: Cursors,
  ) {}

  @Allow(...PARTY_READERS)
  @Query(() => AnnualAgreementConnection, {
    description: 'The agreements in one’s scope, newest year first',
  })
  async annualAgreements(
    @Args() page: PageArgs,
    @Args('year', { type: () => Int, nullable: true }) year: number | null,
    @CurrentActor() actor: Actor,
  ): Promise<Page<AnnualAgreementType>> {
    const request = readPage(this.cursors, 'agreements', page);
    const rows = await this.agreements.page(actor, year ?? null, request.after ?? [], request.fetch);
    return pageOf(this.cursors, 'agreements', request, rows, {
      node: (row) => row,
      keyOf: (row) => [-row.year, row.id],
      totalCount: () => this.agreements.count(actor, year ?? null),
    });
  }

  @Allow(...PARTY_READERS)
  @Query(() => AnnualAgreementType)
  annualAgreement(
    @Args('id', { type: () => Id }) id: string,
    @CurrentActor() actor: Actor,
  ): Promise<AnnualAgreementType> {
    return this.agreements.visibleTo(actor, id);
  }
}
