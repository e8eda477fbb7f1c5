import { Controller, Get, Query, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { formatMoney } from '../../../libs/money/src/index';
import { categoryOf } from '../../catalog/index';
import { AGREEMENT_READERS } from '../../pairing/index';
import { Allow, CurrentActor, Exports, badInput, type Actor, type Sheet } from '../../platform/index';
import { Regions, placeOn } from '../../regions/index';
import { askedEntries } from '../api/asked';
import { BookEntries } from '../api/book-entries';
import type { EntryRow } from '../storage/entry-rows';

/** As many as people look at; more are asked for by month or county. */
const MOST_ROWS = 20_000;
const KINDS: ReadonlyMap<string, string> = new Map([
  ['CONFIRMED', '计入'],
  ['REVERSAL', '冲销'],
  ['PROVISIONAL', '待结算'],
  ['VOID', '待结算转出'],
]);

/** GET /entries.xlsx and .csv ?agreementId=&countyCode=&month=&categoryCode=&unitId=&asOf=: the list behind a number. */
@Controller()
@Allow(...AGREEMENT_READERS)
export class ExportBookEntries {
  constructor(
    private readonly entries: BookEntries,
    private readonly regions: Regions,
    private readonly exports: Exports,
  ) {}

  @Get('entries.xlsx')
  async workbook(@CurrentActor() actor: Actor, @Query() asked: unknown, @Res() reply: FastifyReply) {
    const { taken, sheet } = await this.listed(actor, asked);
    return this.exports.xlsx(reply, actor, taken, [sheet]);
  }

  @Get('entries.csv')
  async table(@CurrentActor() actor: Actor, @Query() asked: unknown, @Res() reply: FastifyReply) {
    const { taken, sheet } = await this.listed(actor, asked);
    return this.exports.csv(reply, actor, taken, sheet);
  }

  private async listed(actor: Actor, query: unknown) {
    const asked = askedEntries(query);
    const list = await this.entries.listFor(actor, asked);
    const rows = list ? await this.entries.page(list, null, MOST_ROWS + 1) : [];
    if (rows.length > MOST_ROWS)
      throw badInput(['month'], {
        zh: `明细超过 ${MOST_ROWS} 行，请按月份、县或单位分别导出`,
        en: `More than ${MOST_ROWS} rows: export them by month, county or unit`,
      });
    const { lineage } = await this.regions.facts();
    const sheet = sheetOf(rows, (code, on) => placeOn(lineage, code, on)?.name ?? code, list?.asOf ?? '');
    const filter = { ...asked, asOf: list?.asOf ?? null };
    return { sheet, taken: { what: 'BOOK_ENTRIES', name: '计入明细', filter } };
  }
}

const sheetOf = (
  rows: readonly EntryRow[],
  placeName: (code: string, on: string) => string,
  asOf: string,
): Sheet => ({
  name: '明细',
  title: '计入明细',
  facts: [{ label: '截至', value: asOf, kind: 'DATE' }],
  columns: [
    { heading: '类别', kind: 'TEXT', width: 12 },
    { heading: '方式', kind: 'TEXT', width: 10 },
    { heading: '入账月份', kind: 'TEXT', width: 10 },
    { heading: '计入日期', kind: 'DATE' },
    { heading: '记录日期', kind: 'DATE' },
    { heading: '订单编号', kind: 'TEXT' },
    { heading: '单位', kind: 'TEXT', width: 26 },
    { heading: '供应商', kind: 'TEXT', width: 26 },
    { heading: '产地', kind: 'TEXT', width: 14 },
    { heading: '品类', kind: 'TEXT', width: 14 },
    { heading: '金额（元）', kind: 'MONEY' },
    { heading: '冲销原因', kind: 'TEXT', width: 16 },
  ],
  rows: rows.map((row) => [
    KINDS.get(row.kind) ?? row.kind,
    row.mode === 'HELP_SELL' ? '帮助销售' : '采购',
    row.period,
    row.countedOn,
    row.recordedOn,
    row.orderNumber,
    row.unitName,
    row.supplierName,
    placeName(row.countyCode, row.countedOn),
    categoryOf(row.categoryCode)?.name ?? row.categoryCode,
    formatMoney({ fen: row.amountFen, currency: 'CNY' }).amount,
    row.reason,
  ]),
});
