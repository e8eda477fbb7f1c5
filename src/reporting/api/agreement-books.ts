import { Injectable } from '@nestjs/common';
import { ProgressView, Totals, readable, scopeOf } from '../../counting/index';
import { codePrefix, type AnnualAgreementType } from '../../pairing/index';
import { ReadReplica, type Actor, type BusinessDate } from '../../platform/index';
import { cumulated, fenOf, lineOf, netOf, NOTHING, totalOf, type Book, type BookLine } from '../domain/book';
import { yearBefore } from '../domain/percent';
import { BookRows, type UnitScope, type UnitTargetRow } from '../storage/book-rows';
import { partyNames } from '../storage/party-names';

const within = (code: string) => `${codePrefix(code)}%`;
const byNet = (one: BookLine, other: BookLine) =>
  one.netFen < other.netFen ? 1 : one.netFen > other.netFen ? -1 : 0;
const EVERYWHERE = { unitPattern: '%', countyPattern: '%' };

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
    const { year } = agreement;
    const past = await this.monthsBefore(agreement, asOf);
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
      title: `${await this.between(agreement)} ${year} 年度协议台账`,
      year,
      asOf,
      side: null,
      lines: cumulated(lines, targetFen),
      total: totalOf(lines, targetFen),
      demonstration: view.demonstrationData,
    };
  }

  /** 单位台账: who counts in the office’s own region, or what its own counties sold to each; with what each has to reach. */
  async byUnit(actor: Actor, agreementId: string, asked: BusinessDate | null): Promise<Book> {
    const view = await this.progress.of(actor, agreementId, 'AGREEMENT', asked);
    const { agreement, asOf } = view;
    const { east, west, year, kind: scheme } = agreement;
    const { alone } = scopeOf(agreement);
    // who reads an organization’s agreement and is no office, is a party to it
    const sight = readable(actor) ?? EVERYWHERE;
    const scope: UnitScope = {
      scheme,
      agreementId: alone ? agreementId : null,
      year,
      west: within(west.code),
      east: within(east.code),
      units: sight.unitPattern,
      counties: sight.countyPattern,
    };
    const earlier = alone ? await this.rows.before(agreementId) : null;
    const [now, before, targets] = await Promise.all([
      this.rows.units(scope, asOf),
      alone && !earlier
        ? []
        : this.rows.units({ ...scope, agreementId: earlier, year: year - 1 }, yearBefore(asOf)),
      // beside a part of what was bought the whole of a target would mislead
      within(west.code).startsWith(sight.countyPattern.replace('%', ''))
        ? this.rows.unitTargets(agreementId, sight.unitPattern, asOf)
        : ([] as UnitTargetRow[]),
    ]);
    const names = new Map([...before, ...targets, ...now].map(({ key, name }) => [key, name]));
    const lines = [...names].map(([key, name]) => {
      return lineOf({
        ...(now.find((row) => row.key === key) ?? NOTHING),
        key,
        name,
        targetFen: targets.find((row) => row.key === key)?.targetFen ?? null,
        helpSoldFen: null,
        lastYearFen: netOf(before.find((row) => row.key === key) ?? NOTHING),
      });
    });
    return {
      kind: 'UNIT',
      title: `${await this.between(agreement)} ${year} 年度单位台账`,
      year,
      asOf,
      side: null,
      lines: lines.toSorted(byNet),
      total: totalOf(lines),
      demonstration: view.demonstrationData,
    };
  }

  /** Net by month of this year: of the same month of the year before. */
  private async monthsBefore(agreement: AnnualAgreementType, asOf: string): Promise<Map<string, bigint>> {
    const { id, east, west, year, kind: scheme } = agreement;
    const { alone } = scopeOf(agreement);
    const earlier = alone ? await this.rows.before(id) : null;
    if (alone && !earlier) return new Map();
    const of = earlier ? { agreementId: earlier } : { eastRegionCode: east.code, westRegionCode: west.code };
    const scope = { scheme, year: year - 1, ...of };
    const before = await this.totals.asOf(this.database, scope, 'MONTH', yearBefore(asOf));
    return new Map(before.map((figure) => [`${year}${figure.key.slice(4)}`, netOf(figure)]));
  }

  private async between(agreement: AnnualAgreementType): Promise<string> {
    return (await partyNames(this.database, [agreement])).get(agreement.id) ?? '';
  }
}
