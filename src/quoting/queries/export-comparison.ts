import { Controller, Get, Param, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import writeXlsxFile from 'write-excel-file/node';
import { Allow, Clock, CurrentActor, businessDateOf, notFound, type Actor } from '../../platform/index';
import { Regions, fullNameOf } from '../../regions/index';
import { ASKING, RequestReader } from '../../sourcing/index';
import { Comparison } from '../api/comparison';
import type { ComparedLine } from '../api/comparison.type';
import { offersSheet, sideBySideSheet } from '../api/comparison-sheets';

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

/** GET /sourcing-requests/:id/quote-comparison.xlsx: what `quoteComparison` says, and no more of a sealed request. */
@Controller('sourcing-requests')
export class ExportComparison {
  constructor(
    private readonly comparison: Comparison,
    private readonly requests: RequestReader,
    private readonly regions: Regions,
    private readonly clock: Clock,
  ) {}

  @Get(':id/quote-comparison.xlsx')
  @Allow(...ASKING)
  async download(@CurrentActor() actor: Actor, @Param('id') id: string, @Res() reply: FastifyReply) {
    const request = UUID.test(id) ? await this.requests.visibleTo(actor, id) : null;
    if (!request) throw notFound();
    const lines = await this.comparison.of(request);
    const title = `${request.number} ${request.title}`;
    const bytes = await writeXlsxFile([
      { sheet: '比价', data: sideBySideSheet(title, lines, await this.namesOf(lines)) },
      { sheet: '报价明细', data: offersSheet(lines) },
    ]).toBuffer();
    const name = `比价-${request.number}.xlsx`;
    return reply
      .header('content-type', XLSX)
      .header('content-disposition', `attachment; filename*=UTF-8''${encodeURIComponent(name)}`)
      .header('cache-control', 'private, no-store')
      .send(bytes);
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
