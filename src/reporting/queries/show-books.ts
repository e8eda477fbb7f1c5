import { Args, Query, Resolver } from '@nestjs/graphql';
import { CountingSchemeEnum } from '../../counting/index';
import { AGREEMENT_READERS, PARTY_READERS } from '../../pairing/index';
import {
  Allow,
  BusinessDay,
  CurrentActor,
  Id,
  RegionCode,
  type Actor,
  type BusinessDate,
} from '../../platform/index';
import { AgreementBooks } from '../api/agreement-books';
import { RecordBook, shownBook } from '../api/record-book.type';
import { RegionBooks } from '../api/region-books';

const SCHEME = { type: () => CountingSchemeEnum, defaultValue: 'EAST_WEST' } as const;
const DAY = { type: () => BusinessDay, nullable: true, description: 'Today, if not given' } as const;

@Resolver()
export class ShowBooks {
  constructor(
    private readonly agreements: AgreementBooks,
    private readonly regions: RegionBooks,
  ) {}

  @Allow(...PARTY_READERS)
  @Query(() => RecordBook, { description: '协议台账: an agreement month by month' })
  async agreementBook(
    @Args('agreementId', { type: () => Id }) agreementId: string,
    @Args('asOf', DAY) asOf: BusinessDate | null,
    @CurrentActor() actor: Actor,
  ): Promise<RecordBook> {
    return shownBook(await this.agreements.byMonth(actor, agreementId, asOf ?? null));
  }

  @Allow(...PARTY_READERS)
  @Query(() => RecordBook, {
    description:
      '单位台账: what each unit counts under an agreement beside what it has to reach, as far as it lies in the office’s own region',
  })
  async unitBook(
    @Args('agreementId', { type: () => Id }) agreementId: string,
    @Args('asOf', DAY) asOf: BusinessDate | null,
    @CurrentActor() actor: Actor,
  ): Promise<RecordBook> {
    return shownBook(await this.agreements.byUnit(actor, agreementId, asOf ?? null));
  }

  @Allow(...AGREEMENT_READERS)
  @Query(() => RecordBook, { description: '县域台账: the counties of a region in the caller’s own' })
  async countyBook(
    @Args('regionCode', {
      type: () => RegionCode,
      nullable: true,
      description: 'Null: the whole western side, for auditors and operations',
    })
    regionCode: string | null,
    @Args('asOf', DAY) asOf: BusinessDate | null,
    @Args('scheme', SCHEME) scheme: string,
    @CurrentActor() actor: Actor,
  ): Promise<RecordBook> {
    return shownBook(await this.regions.byCounty(actor, regionCode ?? null, asOf ?? null, scheme));
  }

  @Allow(...AGREEMENT_READERS)
  @Query(() => RecordBook, {
    description:
      '成效表: the agreements in force the office sees, this year and last; the sum holds those that lie in no other',
  })
  async resultTable(
    @Args('asOf', DAY) asOf: BusinessDate | null,
    @Args('scheme', SCHEME) scheme: string,
    @CurrentActor() actor: Actor,
  ): Promise<RecordBook> {
    return shownBook(await this.regions.results(actor, asOf ?? null, scheme));
  }
}
