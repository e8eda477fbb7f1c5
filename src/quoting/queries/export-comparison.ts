import { Controller, Get, Param, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import {
  Allow,
  Clock,
  CurrentActor,
  Exports,
  businessDateOf,
  notFound,
  type Actor,
} from '../../platform/index';
import { Regions, fullNameOf } from '../../regions/index';
import { ASKING, RequestReader } from '../../sourcing/index';
import { Comparison } from '../api/comparison';
import type { ComparedLine } from '../api/comparison.type';
import { offersSheet, sideBySideSheet } from '../api/comparison-sheets';

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** GET /sourcing-requests/:id/quote-comparison.xlsx and .csv: what `quoteComparison` says, and no more of a sealed request. */
@Controller('sourcing-requests')
export class ExportComparison {
  constructor(
    private readonly comparison: Comparison,
    private readonly requests: RequestReader,
    private readonly regions: Regions,
    private readonly clock: Clock,
    private readonly exports: Exports,
  ) {}

  @Get(':id/quote-comparison.xlsx')
  @Allow(...ASKING)
  async download(@CurrentActor() actor: Actor, @Param('id') id: string, @Res() reply: FastifyReply) {
    const { taken, title, lines } = await this.compared(actor, id);
    const sideBySide = sideBySideSheet(title, lines, await this.namesOf(lines));
    return this.exports.xlsx(reply, actor, taken, [sideBySide, offersSheet(title, lines)]);
  }

  @Get(':id/quote-comparison.csv')
  @Allow(...ASKING)
  async table(@CurrentActor() actor: Actor, @Param('id') id: string, @Res() reply: FastifyReply) {
    const { taken, title, lines } = await this.compared(actor, id);
    return this.exports.csv(reply, actor, taken, offersSheet(title, lines));
  }

  private async compared(actor: Actor, id: string) {
    const request = UUID.test(id) ? await this.requests.visibleTo(actor, id) : null;
    if (!request) throw notFound();
    const lines = await this.comparison.of(request);
    const filter = { sourcingRequestId: request.id };
    return {
      lines,
      title: `${request.number} ${request.title}`,
      taken: { what: 'QUOTE_COMPARISON', name: `比价-${request.number}`, filter },
    };
  }

  private async namesOf(lines: readonly ComparedLine[]): Promise<Map<string, string>> {
    const codes = [...new Set(lines.map(({ deliveryCounty }) => deliveryCounty))];
    const on = businessDateOf(this.clock.now());
    const places = await Promise.all(codes.map((code) => this.regions.place(code, on)));
    return new Map(codes.map((code, index) => [code, nameOf(places[index] ?? null, code)]));
  }
}

const nameOf = (place: Parameters<typeof fullNameOf>[0] | null, code: string) =>
  place ? fullNameOf(place) : code;
