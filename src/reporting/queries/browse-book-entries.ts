import { Args, Field, InputType, Query, Resolver } from '@nestjs/graphql';
import { CountingSchemeEnum } from '../../counting/index';
import { AGREEMENT_READERS } from '../../pairing/index';
import {
  Allow,
  BusinessDay,
  CurrentActor,
  Cursors,
  Id,
  PageArgs,
  RegionCode,
  ShortText,
  pageOf,
  readPage,
  type Actor,
  type BusinessDate,
  type Page,
} from '../../platform/index';
import { BookEntries } from '../api/book-entries';
import { BookEntry, BookEntryConnection, shownEntry } from '../api/book-entry.type';

@InputType({ description: 'As the keys of a book’s lines say it' })
export class BookEntryFilter {
  @Field(() => RegionCode, { nullable: true, description: 'A western county' })
  countyCode?: string | null;

  @Field(() => BusinessDay, { nullable: true, description: 'Any day of the month it is booked in' })
  month?: string | null;

  @Field(() => ShortText, { nullable: true })
  categoryCode?: string | null;

  @Field(() => Id, { nullable: true })
  unitId?: string | null;
}

@Resolver()
export class BrowseBookEntries {
  constructor(
    private readonly entries: BookEntries,
    private readonly cursors: Cursors,
  ) {}

  @Allow(...AGREEMENT_READERS)
  @Query(() => BookEntryConnection, {
    description:
      '明细: the entries a figure is the sum of, as far as they lie in the office’s own region; newest first',
  })
  async bookEntries(
    @Args() page: PageArgs,
    @Args('agreementId', {
      type: () => Id,
      nullable: true,
      description: 'Null: all agreements of the year of the day asked for',
    })
    agreementId: string | null,
    @Args('filter', { type: () => BookEntryFilter, nullable: true }) filter: BookEntryFilter | null,
    @Args('asOf', { type: () => BusinessDay, nullable: true, description: 'Today, if not given' })
    asOf: BusinessDate | null,
    @Args('scheme', {
      type: () => CountingSchemeEnum,
      defaultValue: 'EAST_WEST',
      description: 'Where no agreement is asked for',
    })
    scheme: string,
    @CurrentActor() actor: Actor,
  ): Promise<Page<BookEntry>> {
    const list = await this.entries.listFor(actor, {
      agreementId: agreementId ?? null,
      asOf: asOf ?? null,
      scheme,
      countyCode: filter?.countyCode ?? null,
      month: filter?.month ? `${filter.month.slice(0, 7)}-01` : null,
      categoryCode: filter?.categoryCode ?? null,
      unitId: filter?.unitId ?? null,
    });
    const request = readPage(this.cursors, 'bookEntries', page);
    const rows = list ? await this.entries.page(list, request.after?.[0], request.fetch) : [];
    return pageOf(this.cursors, 'bookEntries', request, rows, {
      node: shownEntry,
      keyOf: ({ position }) => [position.toString()],
      totalCount: async () => (list ? this.entries.count(list) : 0),
    });
  }
}
