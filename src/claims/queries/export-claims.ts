import { Controller, Get, Query, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { formatMoney } from '../../../libs/money/src/index';
import { Organizations, type Organization } from '../../organizations/index';
import {
  Allow,
  CurrentActor,
  Database,
  Exports,
  badInput,
  type Actor,
  type Sheet,
} from '../../platform/index';
import { CLAIM_READERS } from '../api/claim-readers';
import { claimStates } from '../domain/claim.states';
import { ClaimReader, type ClaimRow, type LineRow } from '../storage/claim-reader';

/** As many as people look at; more are asked for by state. */
const MOST_ROWS = 20_000;

/** GET /claims.xlsx and .csv ?state=: 平台外采购清单, the rows of the query `claims` for whoever asks; no notes of anybody. */
@Controller()
@Allow(...CLAIM_READERS)
export class ExportClaims {
  constructor(
    private readonly reader: ClaimReader,
    private readonly organizations: Organizations,
    private readonly database: Database,
    private readonly exports: Exports,
  ) {}

  @Get('claims.xlsx')
  async workbook(@CurrentActor() actor: Actor, @Query('state') state: unknown, @Res() reply: FastifyReply) {
    const { taken, sheet } = await this.listed(actor, state);
    return this.exports.xlsx(reply, actor, taken, [sheet]);
  }

  @Get('claims.csv')
  async table(@CurrentActor() actor: Actor, @Query('state') state: unknown, @Res() reply: FastifyReply) {
    const { taken, sheet } = await this.listed(actor, state);
    return this.exports.csv(reply, actor, taken, sheet);
  }

  private async listed(actor: Actor, asked: unknown) {
    const state = claimStates.states.find((one) => one === asked) ?? null;
    if (!state && asked !== undefined)
      throw badInput(['state'], { zh: '写法不对', en: 'is not written as it should be' });
    const page = { at: null, id: null, limit: MOST_ROWS + 1 };
    const rows = await this.reader.page(actor, state && [state], page);
    if (rows.length > MOST_ROWS)
      throw badInput(['state'], {
        zh: `平台外采购超过 ${MOST_ROWS} 笔，请按状态分别导出`,
        en: `More than ${MOST_ROWS} claims: export them by state`,
      });
    const lines = await this.reader.parts<LineRow>(
      'lines',
      rows.map(({ id }) => id),
    );
    const ids = rows.flatMap(({ buyerId, unitId, supplierId }) => [buyerId, unitId, supplierId]);
    const houses = await this.organizations.many(this.database, [...new Set(ids)]);
    const taken = { what: 'CLAIMS', name: '平台外采购清单', filter: { state } };
    return { sheet: sheetOf(rows, lines, houses), taken };
  }
}

const yuan = (fen: bigint) => formatMoney({ fen, currency: 'CNY' }).amount;

function sheetOf(
  rows: readonly ClaimRow[],
  lines: readonly LineRow[],
  houses: ReadonlyMap<string, Organization>,
): Sheet {
  const goods = new Map<string, bigint>();
  const reversed = new Map<string, bigint>();
  for (const { claimId, goodsFen, reversedFen } of lines) {
    goods.set(claimId, (goods.get(claimId) ?? 0n) + goodsFen);
    reversed.set(claimId, (reversed.get(claimId) ?? 0n) + reversedFen);
  }
  const nameOf = (id: string) => houses.get(id)?.name ?? id;
  return {
    name: '平台外采购',
    title: '平台外采购清单',
    columns: [
      { heading: '申报编号', kind: 'TEXT', width: 22 },
      { heading: '状态', kind: 'TEXT', width: 12 },
      { heading: '申报单位', kind: 'TEXT', width: 26 },
      { heading: '归属单位', kind: 'TEXT', width: 26 },
      { heading: '供应商', kind: 'TEXT', width: 26 },
      { heading: '购买日期', kind: 'DATE' },
      { heading: '发票号码', kind: 'TEXT', width: 24 },
      { heading: '发票金额（元）', kind: 'MONEY' },
      { heading: '申报货款（元）', kind: 'MONEY' },
      { heading: '已冲销（元）', kind: 'MONEY' },
    ],
    rows: rows.map((row) => [
      row.number,
      claimStates.nameOf(row.state).zh,
      nameOf(row.buyerId),
      nameOf(row.unitId),
      nameOf(row.supplierId),
      row.purchasedOn,
      row.invoiceNo,
      yuan(row.invoiceFen),
      yuan(goods.get(row.id) ?? 0n),
      yuan(reversed.get(row.id) ?? 0n),
    ]),
  };
}
