import { Controller, Get, Query, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { Organizations, type Organization } from '../../organizations/index';
import {
  Allow,
  CurrentActor,
  Database,
  Exports,
  badInput,
  toShanghaiIso,
  type Actor,
  type Sheet,
} from '../../platform/index';
import { Regions, placeOn } from '../../regions/index';
import { FINDING_WORDS } from '../domain/finding-words';
import { FINDING_READERS } from '../api/finding-readers';
import { findingStates } from '../domain/finding.states';
import { FindingReader, type ShownFinding } from '../storage/finding-reader';

/** As many as people look at; more are asked for by state. */
const MOST_ROWS = 20_000;

/** GET /findings.xlsx and .csv ?state=: 疑点清单, the rows of the query `findings` for whoever asks; no words of anybody. */
@Controller()
@Allow(...FINDING_READERS)
export class ExportFindings {
  constructor(
    private readonly reader: FindingReader,
    private readonly organizations: Organizations,
    private readonly regions: Regions,
    private readonly database: Database,
    private readonly exports: Exports,
  ) {}

  @Get('findings.xlsx')
  async workbook(@CurrentActor() actor: Actor, @Query('state') state: unknown, @Res() reply: FastifyReply) {
    const { taken, sheet } = await this.listed(actor, state);
    return this.exports.xlsx(reply, actor, taken, [sheet]);
  }

  @Get('findings.csv')
  async table(@CurrentActor() actor: Actor, @Query('state') state: unknown, @Res() reply: FastifyReply) {
    const { taken, sheet } = await this.listed(actor, state);
    return this.exports.csv(reply, actor, taken, sheet);
  }

  private async listed(actor: Actor, asked: unknown) {
    const state = findingStates.states.find((one) => one === asked) ?? null;
    if (!state && asked !== undefined)
      throw badInput(['state'], { zh: '写法不对', en: 'is not written as it should be' });
    const rows = await this.reader.page(actor, state, { at: null, id: null, limit: MOST_ROWS + 1 });
    if (rows.length > MOST_ROWS)
      throw badInput(['state'], {
        zh: `疑点超过 ${MOST_ROWS} 条，请按状态分别导出`,
        en: `More than ${MOST_ROWS} findings: export them by state`,
      });
    const ids = rows.flatMap(({ ownerId, askedId }) => [ownerId, askedId ?? []].flat());
    const houses = await this.organizations.many(this.database, [...new Set(ids)]);
    const { lineage } = await this.regions.facts();
    const sheet = sheetOf(rows, houses, (code, on) => placeOn(lineage, code, on)?.name ?? code);
    return { sheet, taken: { what: 'FINDINGS', name: '疑点清单', filter: { state } } };
  }
}

const minuteOf = (at: Date | null) => at && toShanghaiIso(at).slice(0, 16).replace('T', ' ');

const sheetOf = (
  rows: readonly ShownFinding[],
  houses: ReadonlyMap<string, Organization>,
  placeName: (code: string, on: string) => string,
): Sheet => ({
  name: '疑点',
  title: '疑点清单',
  columns: [
    { heading: '疑点编号', kind: 'TEXT', width: 38 },
    { heading: '类型', kind: 'TEXT', width: 24 },
    { heading: '产地', kind: 'TEXT', width: 14 },
    { heading: '负责单位', kind: 'TEXT', width: 28 },
    { heading: '状态', kind: 'TEXT', width: 10 },
    { heading: '已受理', kind: 'TEXT', width: 8 },
    { heading: '被要求说明的单位', kind: 'TEXT', width: 28 },
    { heading: '发现时间', kind: 'INSTANT' },
    { heading: '办理期限', kind: 'INSTANT' },
    { heading: '办结时间', kind: 'INSTANT' },
  ],
  rows: rows.map((row) => [
    row.id,
    FINDING_WORDS[row.kind].zh,
    row.countyCode && placeName(row.countyCode, toShanghaiIso(row.foundAt).slice(0, 10)),
    houses.get(row.ownerId)?.name ?? row.ownerId,
    findingStates.nameOf(row.state).zh,
    row.taken ? '是' : '否',
    row.askedId && (houses.get(row.askedId)?.name ?? row.askedId),
    minuteOf(row.foundAt),
    minuteOf(row.dueAt),
    minuteOf(row.decidedAt),
  ]),
});
