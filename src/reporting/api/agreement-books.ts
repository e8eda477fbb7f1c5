import { Injectable } from '@nestjs/common';
import { ProgressView, Totals, readable } from '../../counting/index';
import { codePrefix } from '../../pairing/index';
import { ReadReplica, type Actor, type BusinessDate } from '../../platform/index';
import { cumulated, fenOf, lineOf, netOf, NOTHING, totalOf, type Book, type Counted } from '../domain/book';
import { yearBefore } from '../domain/percent';
import { BookRows, type UnitScope } from '../storage/book-rows';

const EAST_WEST = 'EAST_WEST';
const within = (code: string) => `${codePrefix(code)}%`;

/** 台账 of one agreement, for whom its progress is there: drawn from the kept totals, and by unit from the entries. */
@Injectable()
export class AgreementBooks {
  constructor(
    private readonly progress: ProgressView,
    private readonly totals: Totals,
    private readonly rows: BookRows,
    private readonly database: ReadReplica,
  ) {}

  /** 协议台账, month by month; beside each the same month of the agreement the year before, and how far the year has come. */
  async byMonth(actor: Actor, agreementId: string, asked: BusinessDate | null): Promise<Book> {
    const view = await this.progress.of(actor, agreementId, 'MONTH', asked);
    const { agreement, asOf, committed } = view;
    const { east, west, year } = agreement;
    const scope = { scheme: EAST_WEST, eastRegionCode: east.code, westRegionCode: west.code };
    const before = await this.totals.asOf(
      this.database,
      { ...scope, year: year - 1 },
      'MONTH',
      yearBefore(asOf),
    );
    const past = new Map(before.map((figure) => [`${year}${figure.key.slice(4)}`, netOf(figure)]));
    const lines = view.rows.map(({ key, name, gross, reversals, provisional }) =>
      lineOf({
        key,
        name,
        targetFen: null,
        helpSoldFen: null,
        grossFen: fenOf(gross),
        reversalsFen: fenOf(reversals),
        provisionalFen: fenOf(provisional),
        lastYearFen: past.get(key) ?? 0n,
      }),
    );
    const targetFen = fenOf(committed);
    return {
      kind: 'AGREEMENT',
      title: `${east.name}–${west.name} ${year} 年度协议台账`,
      year,
      asOf,
      lines: cumulated(lines, targetFen),
      total: totalOf(lines, targetFen),
      demonstration: view.demonstrationData,
    };
  }

  /** 单位台账: the units of the office’s own region, or what its own counties sold to each. */
  async byUnit(actor: Actor, agreementId: string, asked: BusinessDate | null): Promise<Book> {
    const view = await this.progress.of(actor, agreementId, 'AGREEMENT', asked);
    const { east, west, year } = view.agreement;
    const sight = readable(actor);
    const scope: UnitScope = {
      year,
      west: within(west.code),
      east: within(east.code),
      units: sight?.unitPattern ?? '',
      counties: sight?.countyPattern ?? '',
    };
    const [now, before] = await Promise.all([
      this.rows.units(scope, view.asOf),
      this.rows.units({ ...scope, year: year - 1 }, yearBefore(view.asOf)),
    ]);
    const names = new Map([...before, ...now].map(({ key, name }) => [key, name]));
    const found = (rows: readonly (Counted & { key: string })[], key: string) =>
      rows.find((row) => row.key === key) ?? NOTHING;
    const lines = [...names].map(([key, name]) => {
      const { grossFen, reversalsFen, provisionalFen } = found(now, key);
      const counted = { grossFen, reversalsFen, provisionalFen };
      return lineOf({
        ...counted,
        key,
        name,
        targetFen: null,
        helpSoldFen: null,
        lastYearFen: netOf(found(before, key)),
      });
    });
    return {
      kind: 'UNIT',
      title: `${east.name}–${west.name} ${year} 年度单位台账`,
      year,
      asOf: view.asOf,
      lines: lines.toSorted((one, other) =>
        one.netFen < other.netFen ? 1 : one.netFen > other.netFen ? -1 : 0,
      ),
      total: totalOf(lines),
      demonstration: view.demonstrationData,
    };
  }
}
