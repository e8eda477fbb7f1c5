import { Controller, Get, Param, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { Role } from '../../organizations/index';
import { Allow, Clock, CurrentActor, Exports, notFound, type Actor } from '../../platform/index';
import { OrderReader, type OrderRow } from '../../procurement/index';
import { ASKING, RequestReader } from '../../sourcing/index';
import { isoOf } from '../api/ocds-parts';
import {
  awardRelease,
  contractReleases,
  directAwardRelease,
  ocidOf,
  tenderReleases,
  type Release,
} from '../api/ocds-releases';
import { ContractingRows, type PartyRow } from '../storage/contracting-rows';

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
const ORDER_READERS = [
  Role.BUYER_CLERK,
  Role.BUYER_APPROVER,
  Role.SUPPLIER,
  Role.PLATFORM_OPS,
  Role.FINANCE,
  Role.AUDITOR,
] as const;

/**
 * Open Contracting Data Standard 1.1: releases of a request or of an order, to whom the query of the same record shows
 * it. A release tells of one moment, and its id is that moment’s; title and deadline are those of today.
 */
@Controller()
export class ExportContracting {
  constructor(
    private readonly requests: RequestReader,
    private readonly orders: OrderReader,
    private readonly rows: ContractingRows,
    private readonly exports: Exports,
    private readonly clock: Clock,
  ) {}

  /** Before an award nothing in it says a price, a value, a quote or a cap; quotes that were not taken never do. */
  @Get('sourcing-requests/:id/ocds.json')
  @Allow(...ASKING, Role.PLATFORM_OPS, Role.AUDITOR)
  async ofRequest(@CurrentActor() actor: Actor, @Param('id') id: string, @Res() reply: FastifyReply) {
    const request = UUID.test(id) ? await this.requests.visibleTo(actor, id) : null;
    if (!request) throw notFound();
    const [moments, wanted, awards] = await Promise.all([
      this.rows.moments(id),
      this.rows.wanted(id),
      this.rows.awards(id),
    ]);
    const orders = await this.orders.manyVisibleTo(
      actor,
      awards.flatMap(({ orderIds }) => orderIds),
    );
    const parties = await this.rows.parties([
      request.unitId,
      ...awards.map(({ supplierId }) => supplierId),
      ...orders.flatMap(({ unitId, supplierId }) => [unitId, supplierId]),
    ]);
    const process = { ocid: ocidOf(request.number), buyer: partyIn(parties, request.unitId) };
    const awardOf = (orderId: string) => awards.find(({ orderIds }) => orderIds.includes(orderId))?.id ?? '';
    const releases = [
      ...tenderReleases(process, request, moments, wanted),
      ...awards.map((award) => awardRelease(process, award, partyIn(parties, award.supplierId))),
      ...(await this.contracts(process.ocid, orders, parties, awardOf)),
    ];
    return this.send(actor, reply, request.number, { sourcingRequestId: id }, releases);
  }

  @Get('orders/:id/ocds.json')
  @Allow(...ORDER_READERS)
  async ofOrder(@CurrentActor() actor: Actor, @Param('id') id: string, @Res() reply: FastifyReply) {
    const order = UUID.test(id) ? await this.orders.visibleTo(actor, id) : null;
    if (!order) throw notFound();
    const origin = await this.rows.origins(id);
    const parties = await this.rows.parties([order.unitId, order.supplierId]);
    const ocid = ocidOf(origin?.requestNumber ?? order.number);
    const direct = directAwardRelease(
      { ocid, buyer: partyIn(parties, order.unitId) },
      order,
      partyIn(parties, order.supplierId),
    );
    const releases = [
      ...(origin ? [] : [direct]),
      ...(await this.contracts(ocid, [order], parties, () => origin?.awardId ?? order.number)),
    ];
    return this.send(actor, reply, order.number, { orderId: id }, releases);
  }

  private async contracts(
    ocid: string,
    orders: readonly OrderRow[],
    parties: ReadonlyMap<string, PartyRow>,
    awardOf: (orderId: string) => string,
  ): Promise<Release[]> {
    const ids = orders.map(({ id }) => id);
    const [lines, moments] = await Promise.all([this.rows.lines(ids), this.rows.contractMoments(ids)]);
    return orders.flatMap((order) =>
      contractReleases(
        { ocid, buyer: partyIn(parties, order.unitId) },
        {
          order,
          awardId: awardOf(order.id),
          supplier: partyIn(parties, order.supplierId),
          lines: lines.filter(({ orderId }) => orderId === order.id),
          moments: moments.filter(({ orderId }) => orderId === order.id),
        },
      ),
    );
  }

  private send(
    actor: Actor,
    reply: FastifyReply,
    number: string,
    filter: Record<string, string>,
    releases: readonly Release[],
  ) {
    const document = {
      uri: `urn:uuid:${Object.values(filter)[0]}`,
      version: '1.1',
      publishedDate: isoOf(this.clock.now()),
      publisher: { name: '携手平台' },
      releases: releases.toSorted((one, other) =>
        one.date < other.date ? -1 : one.date > other.date ? 1 : 0,
      ),
    };
    const taken = { what: 'OCDS_RELEASES', name: `OCDS-${number}`, filter };
    return this.exports.json(reply, actor, taken, { document, rows: releases.length });
  }
}

function partyIn(parties: ReadonlyMap<string, PartyRow>, id: string): PartyRow {
  const found = parties.get(id);
  if (!found) throw new Error(`organization ${id} is gone`);
  return found;
}
