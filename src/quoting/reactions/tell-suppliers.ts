import { CatalogReader } from '../../catalog/index';
import { Admissions, Notices } from '../../organizations/index';
import { Reaction, businessDateOf, type DomainEvent, type Reacts, type Tx } from '../../platform/index';
import { ON_MARKET, QuotedRequests, sourcingRequestEvents } from '../../sourcing/index';

/** Nobody is told more than this many suppliers at once; the others find the request on the market. */
const MOST_TOLD = 200;

/** Tells those who sell such goods that a request is published. */
@Reaction({ name: 'tell-suppliers-of-requests', on: [sourcingRequestEvents.published] })
export class TellSuppliers implements Reacts {
  constructor(
    private readonly requests: QuotedRequests,
    private readonly catalog: CatalogReader,
    private readonly admissions: Admissions,
    private readonly notices: Notices,
  ) {}

  async handle(tx: Tx, event: DomainEvent): Promise<void> {
    const request = await this.requests.lock(tx, String(event.payload['sourcingRequestId']));
    if (!request || !ON_MARKET.includes(request.state)) return;
    if (String(request.revision) !== event.payload['revision']) return;
    const lines = await this.requests.lines(tx, request);
    const wanted = {
      categoryCodes: lines.filter(({ productId }) => !productId).map(({ categoryCode }) => categoryCode),
      productIds: lines.flatMap(({ productId }) => productId ?? []),
    };
    const sellers = await this.catalog.suppliersOf(tx, wanted, MOST_TOLD);
    const admitted = await this.admissions.admittedAmong(tx, sellers, businessDateOf(tx.at));
    await this.notices.sendAll(
      tx,
      sellers
        .filter((id) => admitted.has(id) && id !== request.buyerId)
        .map((organizationId) => ({
          organizationId,
          role: 'SUPPLIER',
          kind: 'REQUEST_IN_YOUR_CATEGORY',
          subjectKind: 'SourcingRequest',
          subjectId: request.id,
          data: { number: request.number },
        })),
    );
  }
}
