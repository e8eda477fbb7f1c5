import { Controller, Get, Param, Query, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { AGREEMENT_READERS } from '../../pairing/index';
import { Allow, CurrentActor, Exports, notFound, type Actor } from '../../platform/index';
import { AgreementBooks } from '../api/agreement-books';
import { dayIn } from '../api/asked';
import { sheetOf } from '../api/book-sheet';
import { RegionBooks } from '../api/region-books';
import type { Book } from '../domain/book';

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
const REGION = /^\d{6}$/;
type Format = 'xlsx' | 'csv';
type Told = Readonly<Record<string, string | null>>;

/** The books as files, as of ?asOf= or today: GET /agreements/:id/book, /agreements/:id/units, /regions/:code/book, /results. */
@Controller()
@Allow(...AGREEMENT_READERS)
export class ExportBooks {
  constructor(
    private readonly agreements: AgreementBooks,
    private readonly regions: RegionBooks,
    private readonly exports: Exports,
  ) {}

  @Get('agreements/:id/book.xlsx')
  months(
    @CurrentActor() actor: Actor,
    @Param('id') id: string,
    @Query('asOf') asOf: unknown,
    @Res() reply: FastifyReply,
  ) {
    return this.ofAgreement(actor, reply, 'byMonth', { id, asOf }, 'xlsx');
  }

  @Get('agreements/:id/book.csv')
  monthsTable(
    @CurrentActor() actor: Actor,
    @Param('id') id: string,
    @Query('asOf') asOf: unknown,
    @Res() reply: FastifyReply,
  ) {
    return this.ofAgreement(actor, reply, 'byMonth', { id, asOf }, 'csv');
  }

  @Get('agreements/:id/units.xlsx')
  units(
    @CurrentActor() actor: Actor,
    @Param('id') id: string,
    @Query('asOf') asOf: unknown,
    @Res() reply: FastifyReply,
  ) {
    return this.ofAgreement(actor, reply, 'byUnit', { id, asOf }, 'xlsx');
  }

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
    @Res() reply: FastifyReply,
  ) {
    return this.ofRegion(actor, reply, { code, asOf }, 'xlsx');
  }

  @Get('regions/:code/book.csv')
  countiesTable(
    @CurrentActor() actor: Actor,
    @Param('code') code: string,
    @Query('asOf') asOf: unknown,
    @Res() reply: FastifyReply,
  ) {
    return this.ofRegion(actor, reply, { code, asOf }, 'csv');
  }

  @Get('results.xlsx')
  results(@CurrentActor() actor: Actor, @Query('asOf') asOf: unknown, @Res() reply: FastifyReply) {
    return this.ofAll(actor, reply, asOf, 'xlsx');
  }

  @Get('results.csv')
  resultsTable(@CurrentActor() actor: Actor, @Query('asOf') asOf: unknown, @Res() reply: FastifyReply) {
    return this.ofAll(actor, reply, asOf, 'csv');
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
    { code, asOf }: { code: string; asOf: unknown },
    format: Format,
  ) {
    if (!REGION.test(code)) throw notFound();
    const book = await this.regions.byCounty(actor, code, dayIn(asOf));
    return this.send(actor, reply, book, { regionCode: code }, format);
  }

  private async ofAll(actor: Actor, reply: FastifyReply, asOf: unknown, format: Format) {
    return this.send(actor, reply, await this.regions.results(actor, dayIn(asOf)), {}, format);
  }

  private send(actor: Actor, reply: FastifyReply, book: Book, filter: Told, format: Format) {
    const taken = { what: `${book.kind}_BOOK`, name: book.title, filter: { ...filter, asOf: book.asOf } };
    const sheet = sheetOf(book);
    return format === 'xlsx'
      ? this.exports.xlsx(reply, actor, taken, [sheet])
      : this.exports.csv(reply, actor, taken, sheet);
  }
}
