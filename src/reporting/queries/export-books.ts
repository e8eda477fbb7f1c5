import { Controller, Get, Param, Query, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { SchemeTotalsView } from '../../counting/index';
import { AGREEMENT_READERS, PARTY_READERS } from '../../pairing/index';
import { Allow, CurrentActor, Exports, notFound, type Actor, type Sheet } from '../../platform/index';
import { AgreementBooks } from '../api/agreement-books';
import { dayIn, schemeIn } from '../api/asked';
import { sheetOf } from '../api/book-sheet';
import { RegionBooks } from '../api/region-books';
import { schemeSheetOf } from '../api/scheme-sheet';
import type { Book } from '../domain/book';

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
const REGION = /^\d{6}$/;
type Format = 'xlsx' | 'csv';
type Told = Readonly<Record<string, string | null>>;

/** The books as files, as of ?asOf= or today, of ?scheme= or 东西部协作: GET /agreements/:id/book, /agreements/:id/units, /regions/:code/book, /results. */
@Controller()
@Allow(...AGREEMENT_READERS)
export class ExportBooks {
  constructor(
    private readonly agreements: AgreementBooks,
    private readonly regions: RegionBooks,
    private readonly schemes: SchemeTotalsView,
    private readonly exports: Exports,
  ) {}

  @Allow(...PARTY_READERS)
  @Get('agreements/:id/book.xlsx')
  months(
    @CurrentActor() actor: Actor,
    @Param('id') id: string,
    @Query('asOf') asOf: unknown,
    @Res() reply: FastifyReply,
  ) {
    return this.ofAgreement(actor, reply, 'byMonth', { id, asOf }, 'xlsx');
  }

  @Allow(...PARTY_READERS)
  @Get('agreements/:id/book.csv')
  monthsTable(
    @CurrentActor() actor: Actor,
    @Param('id') id: string,
    @Query('asOf') asOf: unknown,
    @Res() reply: FastifyReply,
  ) {
    return this.ofAgreement(actor, reply, 'byMonth', { id, asOf }, 'csv');
  }

  @Allow(...PARTY_READERS)
  @Get('agreements/:id/units.xlsx')
  units(
    @CurrentActor() actor: Actor,
    @Param('id') id: string,
    @Query('asOf') asOf: unknown,
    @Res() reply: FastifyReply,
  ) {
    return this.ofAgreement(actor, reply, 'byUnit', { id, asOf }, 'xlsx');
  }

  @Allow(...PARTY_READERS)
  @Get('agreements/:id/units.csv')
  unitsTable(
    @CurrentActor() actor: Actor,
    @Param('id') id: string,
    @Query('asOf') asOf: unknown,
    @Res() reply: FastifyReply,
  ) {
    return this.ofAgreement(actor, reply, 'byUnit', { id, asOf }, 'csv');
  }

  @Get('regions/:code/book.xlsx')
  counties(
    @CurrentActor() actor: Actor,
    @Param('code') code: string,
    @Query('asOf') asOf: unknown,
    @Query('scheme') scheme: unknown,
    @Res() reply: FastifyReply,
  ) {
    return this.ofRegion(actor, reply, { code, asOf, scheme }, 'xlsx');
  }

  @Get('regions/:code/book.csv')
  countiesTable(
    @CurrentActor() actor: Actor,
    @Param('code') code: string,
    @Query('asOf') asOf: unknown,
    @Query('scheme') scheme: unknown,
    @Res() reply: FastifyReply,
  ) {
    return this.ofRegion(actor, reply, { code, asOf, scheme }, 'csv');
  }

  @Get('results.xlsx')
  results(
    @CurrentActor() actor: Actor,
    @Query('asOf') asOf: unknown,
    @Query('scheme') scheme: unknown,
    @Res() reply: FastifyReply,
  ) {
    return this.ofAll(actor, reply, { asOf, scheme }, 'xlsx');
  }

  @Get('results.csv')
  resultsTable(
    @CurrentActor() actor: Actor,
    @Query('asOf') asOf: unknown,
    @Query('scheme') scheme: unknown,
    @Res() reply: FastifyReply,
  ) {
    return this.ofAll(actor, reply, { asOf, scheme }, 'csv');
  }

  private async ofAgreement(
    actor: Actor,
    reply: FastifyReply,
    by: 'byMonth' | 'byUnit',
    { id, asOf }: { id: string; asOf: unknown },
    format: Format,
  ) {
    if (!UUID.test(id)) throw notFound();
    const book = await this.agreements[by](actor, id, dayIn(asOf));
    return this.send(actor, reply, book, { agreementId: id }, format);
  }

  private async ofRegion(
    actor: Actor,
    reply: FastifyReply,
    { code, asOf, scheme: said }: { code: string; asOf: unknown; scheme: unknown },
    format: Format,
  ) {
    if (!REGION.test(code)) throw notFound();
    const [day, scheme] = [dayIn(asOf), schemeIn(said)];
    const book = await this.regions.byCounty(actor, code, day, scheme);
    const more =
      format === 'xlsx' && book.side === 'WEST'
        ? [schemeSheetOf(book.title, await this.schemes.of(actor, code, day))]
        : [];
    return this.send(actor, reply, book, { regionCode: code, scheme }, format, more);
  }

  private async ofAll(
    actor: Actor,
    reply: FastifyReply,
    asked: { asOf: unknown; scheme: unknown },
    format: Format,
  ) {
    const scheme = schemeIn(asked.scheme);
    const book = await this.regions.results(actor, dayIn(asked.asOf), scheme);
    return this.send(actor, reply, book, { scheme }, format);
  }

  private send(
    actor: Actor,
    reply: FastifyReply,
    book: Book,
    filter: Told,
    format: Format,
    more: readonly Sheet[] = [],
  ) {
    const taken = { what: `${book.kind}_BOOK`, name: book.title, filter: { ...filter, asOf: book.asOf } };
    const sheet = sheetOf(book);
    return format === 'xlsx'
      ? this.exports.xlsx(reply, actor, taken, [sheet, ...more])
      : this.exports.csv(reply, actor, taken, sheet);
  }
}
