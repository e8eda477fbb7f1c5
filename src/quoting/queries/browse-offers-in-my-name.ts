import { Args, Field, Int, ObjectType, Query, Resolver } from '@nestjs/graphql';
import { Role } from '../../organizations/index';
import {
  Allow,
  BusinessDay,
  Clock,
  CurrentActor,
  Cursors,
  Database,
  Id,
  PageArgs,
  connectionOf,
  counted,
  pageOf,
  readPage,
  type Actor,
  type Page,
} from '../../platform/index';
import { QuoteDeliveryType } from '../api/quote-version.type';
import { QuoteStateEnum } from '../api/quote.type';
import { VersionReader } from '../api/version-reader';
import type { QuoteState } from '../domain/quote.states';

@ObjectType({
  description:
    'What a hub or agent offers of the reader’s own goods, as it stands now: no other member’s goods, no rival',
})
export class OfferInMyName {
  @Field(() => Id)
  quoteId!: string;

  @Field(() => Id)
  sourcingRequestId!: string;

  @Field()
  requestNumber!: string;

  @Field(() => Id, { description: 'Who offers them' })
  agentId!: string;

  @Field()
  agentName!: string;

  @Field(() => QuoteStateEnum)
  state!: QuoteState;

  @Field(() => Int, { description: 'Number of the version that stands' })
  number!: number;

  @Field(() => BusinessDay)
  validUntil!: string;

  @Field(() => [QuoteDeliveryType], { description: 'Those of the reader’s own goods' })
  deliveries!: QuoteDeliveryType[];
}

type Row = Omit<OfferInMyName, 'deliveries'> & { readonly versionId: string };

const OfferInMyNameConnection = connectionOf(OfferInMyName, 'OfferInMyName');
const LIST = 'offersInMyName:byId';

/** Of a sealed request nothing before its deadline: the member may be the hub's rival in it. */
const FROM = `FROM quotes q JOIN sourcing_requests r ON r.id = q.request_id JOIN organizations o ON o.id = q.supplier_id
    JOIN quote_versions v ON v.quote_id = q.id AND v.number = q.current_number
  WHERE q.supplier_id <> $1 AND v.opens_at <= $2::timestamptz AND NOT (r.sealed AND r.quote_deadline > $2::timestamptz)
    AND EXISTS (SELECT FROM quote_deliveries d WHERE d.version_id = v.id AND d.seller_id = $1)`;

@Resolver()
export class BrowseOffersInMyName {
  constructor(
    private readonly database: Database,
    private readonly versions: VersionReader,
    private readonly clock: Clock,
    private readonly cursors: Cursors,
  ) {}

  @Allow(Role.SUPPLIER)
  @Query(() => OfferInMyNameConnection, { description: 'What hubs and agents offer of one’s own goods' })
  async offersInMyName(@Args() page: PageArgs, @CurrentActor() actor: Actor): Promise<Page<OfferInMyName>> {
    const request = readPage(this.cursors, LIST, page);
    const [id = null] = (request.after ?? []) as (string | null)[];
    const asked = [actor.organizationId, this.clock.now()];
    const rows = await this.database.query<Row>(
      `SELECT q.id AS "quoteId", r.id AS "sourcingRequestId", r.number AS "requestNumber", q.supplier_id AS "agentId",
              o.name AS "agentName", q.state, v.number, q.valid_until AS "validUntil", v.id AS "versionId"
         ${FROM} AND ($3::uuid IS NULL OR q.id > $3) ORDER BY q.id LIMIT $4`,
      [...asked, id, request.fetch],
    );
    const own = await this.versions.deliveriesOf(
      rows.map(({ versionId }) => versionId),
      actor.organizationId,
    );
    const offers = rows.map(({ versionId, ...row }) => ({ ...row, deliveries: own.get(versionId) ?? [] }));
    return pageOf(this.cursors, LIST, request, offers, {
      node: (row) => row,
      keyOf: (row) => [row.quoteId],
      totalCount: () => counted(this.database, FROM, asked),
    });
  }
}
