import { Args, Query, Resolver } from '@nestjs/graphql';
import { Role } from '../../organizations/index';
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
import { IntentReleaseType, InvestmentIntentType } from '../api/intent.type';
import { IntentReader, type IntentPage, type IntentRow, type ReleaseRow } from '../storage/intent-reader';

const IntentConnection = connectionOf(InvestmentIntentType, 'InvestmentIntent');
const ReleaseConnection = connectionOf(IntentReleaseType, 'IntentRelease');
const OWN = 'ownIntents:byStatedAt';
const SHOWN = 'releasedIntents:byReleasedAt';
const OF_INTENT = 'intentReleases:byReleasedAt';
const { ENTERPRISE_INVESTOR, PARK_MANAGER } = Role;

/** 投资意向: an enterprise’s own, and those parks are shown; newest first. */
@Resolver()
export class BrowseIntents {
  constructor(
    private readonly reader: IntentReader,
    private readonly cursors: Cursors,
  ) {}

  @Allow(ENTERPRISE_INVESTOR, PARK_MANAGER)
  @Query(() => InvestmentIntentType)
  async investmentIntent(
    @Args('id', { type: () => Id }) id: string,
    @CurrentActor() actor: Actor,
  ): Promise<IntentRow> {
    const intent = await this.reader.visibleTo(actor, id);
    if (!intent) throw notFound(['id']);
    return intent;
  }

  @Allow(ENTERPRISE_INVESTOR, PARK_MANAGER)
  @Query(() => IntentReleaseType)
  async intentRelease(
    @Args('id', { type: () => Id }) id: string,
    @CurrentActor() actor: Actor,
  ): Promise<ReleaseRow> {
    const release = await this.reader.releaseVisibleTo(actor, id);
    if (!release) throw notFound(['id']);
    return release;
  }

  @Allow(ENTERPRISE_INVESTOR)
  @Query(() => IntentConnection, { description: 'Intents of one’s own enterprise' })
  async ownIntents(@Args() page: PageArgs, @CurrentActor() actor: Actor): Promise<Page<IntentRow>> {
    const request = readPage(this.cursors, OWN, page);
    const rows = await this.reader.ownPage(actor, pageAt(request));
    return pageOf(this.cursors, OWN, request, rows, {
      node: (row) => row,
      keyOf: ({ statedAt, id }) => [toShanghaiIso(statedAt), id],
      totalCount: () => this.reader.countOwn(actor),
    });
  }

  @Allow(PARK_MANAGER)
  @Query(() => ReleaseConnection, { description: 'Intents one’s own parks are shown, or one of them' })
  async releasedIntents(
    @Args() page: PageArgs,
    @Args('parkId', { type: () => Id, nullable: true }) parkId: string | null,
    @CurrentActor() actor: Actor,
  ): Promise<Page<ReleaseRow>> {
    const request = readPage(this.cursors, SHOWN, page);
    const rows = await this.reader.shownPage(actor, parkId, pageAt(request));
    return this.releases(SHOWN, request, rows, () => this.reader.countShown(actor, parkId));
  }

  @Allow(ENTERPRISE_INVESTOR)
  @Query(() => ReleaseConnection, { description: 'To which parks one’s own intent is or was released' })
  async intentReleases(
    @Args() page: PageArgs,
    @Args('intentId', { type: () => Id }) intentId: string,
    @CurrentActor() actor: Actor,
  ): Promise<Page<ReleaseRow>> {
    const request = readPage(this.cursors, OF_INTENT, page);
    const rows = await this.reader.pageOfIntent(actor, intentId, pageAt(request));
    return this.releases(OF_INTENT, request, rows, () => this.reader.countOfIntent(actor, intentId));
  }

  private releases(
    list: string,
    request: ReturnType<typeof readPage>,
    rows: readonly ReleaseRow[],
    totalCount: () => Promise<number>,
  ): Page<ReleaseRow> {
    return pageOf(this.cursors, list, request, rows, {
      node: (row) => row,
      keyOf: ({ releasedAt, id }) => [toShanghaiIso(releasedAt), id],
      totalCount,
    });
  }
}

function pageAt({ after, fetch }: ReturnType<typeof readPage>): IntentPage {
  const [at = null, id = null] = (after ?? []) as (string | null)[];
  return { at, id, limit: fetch };
}
