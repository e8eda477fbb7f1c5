import { Args, Field, InputType, Query, Resolver } from '@nestjs/graphql';
import {
  AllowSignedIn,
  CurrentActor,
  Cursors,
  Id,
  PageArgs,
  RegionCode,
  ShortText,
  badInput,
  connectionOf,
  notFound,
  pageOf,
  readPage,
  toShanghaiIso,
  type Actor,
  type Page,
} from '../../platform/index';
import { industries } from '../../regions/index';
import { ProjectOfferType } from '../api/offer.type';
import { OfferReader, type OfferRow } from '../storage/offer-reader';

@InputType()
export class ProjectOfferFilter {
  @Field(() => ShortText, {
    nullable: true,
    description: 'Code of GB/T 4754: what is below it, and what covers it',
  })
  industryCode?: string | null;

  @Field(() => RegionCode, { nullable: true, description: 'A county, or a region above it' })
  regionCode?: string | null;

  @Field(() => Id, { nullable: true })
  parkId?: string | null;

  @Field(() => Boolean, { defaultValue: false, description: 'Only one’s own, those that are over, too' })
  own!: boolean;
}

const OfferConnection = connectionOf(ProjectOfferType, 'ProjectOffer');
const LIST = 'projectOffers:byPublishedAt';
const INDUSTRY_UNKNOWN = { zh: '没有该行业代码', en: 'There is no such industry code' };

/** 招商项目, newest first. */
@Resolver()
export class BrowseProjectOffers {
  constructor(
    private readonly reader: OfferReader,
    private readonly cursors: Cursors,
  ) {}

  @AllowSignedIn()
  @Query(() => ProjectOfferType)
  async projectOffer(
    @Args('id', { type: () => Id }) id: string,
    @CurrentActor() actor: Actor,
  ): Promise<OfferRow> {
    const offer = await this.reader.visibleTo(actor, id);
    if (!offer) throw notFound(['id']);
    return offer;
  }

  @AllowSignedIn()
  @Query(() => OfferConnection)
  async projectOffers(
    @Args() page: PageArgs,
    @Args('filter', { type: () => ProjectOfferFilter, nullable: true }) said: ProjectOfferFilter | null,
    @CurrentActor() actor: Actor,
  ): Promise<Page<OfferRow>> {
    const { industryCode = null, regionCode = null, parkId = null, own = false } = said ?? {};
    if (industryCode !== null && !industries.find(industryCode))
      throw badInput(['filter', 'industryCode'], INDUSTRY_UNKNOWN);
    const filter = { industryCode, regionCode, parkId, own };
    const request = readPage(this.cursors, LIST, page);
    const [at = null, id = null] = (request.after ?? []) as (string | null)[];
    const rows = await this.reader.page(actor, filter, { at, id, limit: request.fetch });
    return pageOf(this.cursors, LIST, request, rows, {
      node: (row) => row,
      keyOf: ({ publishedAt, id: last }) => [toShanghaiIso(publishedAt), last],
      totalCount: () => this.reader.count(actor, filter),
    });
  }
}
