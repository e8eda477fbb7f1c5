import { Controller, Get, Param, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { Role } from '../../organizations/index';
import { Allow, Clock, CurrentActor, Exports, notFound, type Actor } from '../../platform/index';
import { epcisDocument, epcisEvents } from '../api/epcis-events';
import { LotEventRows } from '../storage/lot-event-rows';

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** GET /lots/:id/epcis.json: what happened to the goods of a lot, without a word of who bought them. */
@Controller('lots')
export class ExportLotEvents {
  constructor(
    private readonly rows: LotEventRows,
    private readonly exports: Exports,
    private readonly clock: Clock,
  ) {}

  @Get(':id/epcis.json')
  @Allow(
    Role.SUPPLIER,
    Role.COUNTY_AGRI,
    Role.COUNTY_REVITAL,
    Role.COORD_COUNTY,
    Role.COORD_CITY,
    Role.COORD_PROV,
    Role.PLATFORM_OPS,
    Role.AUDITOR,
  )
  async download(@CurrentActor() actor: Actor, @Param('id') id: string, @Res() reply: FastifyReply) {
    const lot = UUID.test(id) ? await this.rows.lot(actor, id) : null;
    if (!lot) throw notFound();
    const [movements, transformations, recalledAt] = await Promise.all([
      this.rows.movements(id),
      this.rows.transformations(id),
      this.rows.recalledAt(id),
    ]);
    const events = epcisEvents(lot, movements, transformations, recalledAt);
    const taken = { what: 'EPCIS_EVENTS', name: `EPCIS-${lot.certificateNo}`, filter: { lotId: id } };
    const document = epcisDocument(events, this.clock.now());
    return this.exports.json(reply, actor, taken, { document, rows: events.length });
  }
}
