import { Injectable } from '@nestjs/common';
import {
  TargetTreeView,
  Totals,
  pastDay,
  schemeName,
  scopeOf,
  type Figure,
  type TotalsScope,
} from '../../counting/index';
import { AgreementReader, codePrefix, type AnnualAgreementType } from '../../pairing/index';
import {
  Clock,
  ReadReplica,
  businessDateOf,
  type Actor,
  type BusinessDate,
  type MoneyType,
} from '../../platform/index';
import {
  fenOf,
  lineOf,
  netOf,
  NOTHING,
  totalOf,
  type Book,
  type BookLine,
  type Counted,
} from '../domain/book';
import { yearBefore } from '../domain/percent';
import { BookRows, type AgreementRow } from '../storage/book-rows';
import { partyNames } from '../storage/party-names';

/** Its table goes by the name of its indicator. */
const EAST_WEST = 'EAST_WEST';
const AGREEMENTS_AT_A_TIME = 100;
type AsOf = BusinessDate | null;
type Tree = Awaited<ReturnType<TargetTreeView['of']>>;

/** 台账 of a region: its counties, and the agreements its office sees. */
@Injectable()
export class RegionBooks {
  constructor(
    private readonly trees: TargetTreeView,
    private readonly totals: Totals,
    private readonly agreements: AgreementReader,
    private readonly rows: BookRows,
    private readonly database: ReadReplica,
    private readonly clock: Clock,
  ) {}

  /** 县域台账: the counties below a region, and on a line of its own what stands on no county. */
  async byCounty(actor: Actor, regionCode: string | null, asked: AsOf, scheme: string): Promise<Book> {
    const tree = await this.trees.of(actor, regionCode, asked, scheme);
    const root = { scheme, year: tree.year - 1, side: tree.side, regionCode };
    const before = await this.totals.tree(this.database, root, yearBefore(tree.asOf));
    const past = new Map(before.map((row) => [row.regionCode, netOf(row)]));
    const counties = tree.nodes
      .filter((node) => isCounty(node.regionCode))
      .map((node) =>
        lineOf({
          key: node.regionCode,
          name: node.name,
          ...countedIn(node),
          targetFen: fenOf(node.target),
          helpSoldFen: null,
          lastYearFen: past.get(node.regionCode) ?? 0n,
        }),
      );
    const rest = restOf(tree, before, counties);
    const lines = rest ? [...counties, rest] : counties;
    return {
      kind: 'COUNTY',
      title: `${tree.nodes.find((node) => node.regionCode === regionCode)?.name ?? '西部地区'} ${tree.year} 年度县域台账${scheme === EAST_WEST ? '' : `（${schemeName(scheme)}）`}`,
      year: tree.year,
      asOf: tree.asOf,
      side: tree.side,
      lines,
      total: totalOf(lines),
      demonstration: tree.demonstrationData,
    };
  }

  /** 成效表: every agreement in force that the office sees, with what lies in its two regions. */
  async results(actor: Actor, asked: AsOf, scheme: string): Promise<Book> {
    const today = businessDateOf(this.clock.now());
    const day = pastDay(asked, today);
    const asOf = day ?? today;
    const year = Number(asOf.slice(0, 4));
    const now: TotalsScope = { scheme, year };
    const [visible, known, counted, helped, before, [installation]] = await Promise.all([
      this.visible(actor, year),
      this.rows.agreements(scheme, [year, year - 1], day),
      this.figures(now, day),
      this.figures({ ...now, mode: 'HELP_SELL' }, day),
      this.figures({ scheme, year: year - 1 }, yearBefore(asOf)),
      this.database.query<{ demonstration: boolean }>('SELECT demonstration FROM installation'),
    ]);
    const targets = new Map(known.map((row) => [row.id, row.targetFen]));
    const shown = visible.filter(({ id, kind }) => kind === scheme && (targets.get(id) ?? null) !== null);
    const names = await partyNames(this.database, shown);
    const lines = shown.map((agreement) => {
      const inIt = (figures: readonly Figure[]) => sumWithin(agreement, known, figures);
      return lineOf({
        key: agreement.id,
        name: names.get(agreement.id) ?? '',
        ...inIt(counted),
        targetFen: targets.get(agreement.id) ?? 0n,
        helpSoldFen: netOf(inIt(helped)),
        lastYearFen: netOf(inIt(before)),
      });
    });
    const apart = lines.filter(
      (_, at) => !shown.some((other, index) => index !== at && isPartOf(shown[at], other)),
    );
    return {
      kind: 'RESULTS',
      title: `${year} 年度${scheme === EAST_WEST ? '东西部消费协作' : schemeName(scheme)}成效表`,
      year,
      asOf,
      side: null,
      lines: lines.toSorted((one, other) => (one.name < other.name ? -1 : 1)),
      total: totalOf(apart),
      demonstration: installation?.demonstration ?? false,
    };
  }

  private figures(scope: TotalsScope, day: AsOf): Promise<Figure[]> {
    return day
      ? this.totals.asOf(this.database, scope, 'AGREEMENT', day)
      : this.totals.now(this.database, scope, 'AGREEMENT');
  }

  private async visible(actor: Actor, year: number): Promise<AnnualAgreementType[]> {
    const found: AnnualAgreementType[] = [];
    for (;;) {
      const last = found.at(-1);
      const page = await this.agreements.page(
        actor,
        year,
        last ? [-last.year, last.id] : [],
        AGREEMENTS_AT_A_TIME,
      );
      found.push(...page);
      if (page.length < AGREEMENTS_AT_A_TIME) return found;
    }
  }
}

/** GB/T 2260: what ends in 00 is a city or a province. */
const isCounty = (code: string) => !code.endsWith('00');

const countedIn = ({ gross, reversals, provisional }: Record<keyof Tree['total'], MoneyType>): Counted => ({
  grossFen: fenOf(gross),
  reversalsFen: fenOf(reversals),
  provisionalFen: fenOf(provisional),
});

/** What the whole has and its counties have not, such as 本级; null where that is nothing. */
function restOf(tree: Tree, before: readonly Counted[], counties: readonly BookLine[]): BookLine | null {
  const own = totalOf(counties);
  const whole = countedIn(tree.total);
  const rest = {
    key: 'REST',
    name: '本级及其他',
    grossFen: whole.grossFen - own.grossFen,
    reversalsFen: whole.reversalsFen - own.reversalsFen,
    provisionalFen: whole.provisionalFen - own.provisionalFen,
    targetFen: fenOf(tree.total.target) - (own.targetFen ?? 0n),
    helpSoldFen: null,
    lastYearFen: before.reduce((sum, row) => sum + netOf(row), 0n) - own.lastYearFen,
  };
  const { grossFen, reversalsFen, provisionalFen, targetFen, lastYearFen } = rest;
  const amounts = [grossFen, reversalsFen, provisionalFen, targetFen, lastYearFen];
  return amounts.every((fen) => fen === 0n) ? null : lineOf(rest);
}

const liesIn = (code: string, region: string) => code.startsWith(codePrefix(region));

/** Of all agreements between parts of its two regions, its own included; of an organization’s own alone. */
function sumWithin(
  agreement: AnnualAgreementType,
  known: readonly AgreementRow[],
  figures: readonly Figure[],
): Counted {
  const { east, west, pairingId } = agreement;
  const isInside = (row: AgreementRow) =>
    scopeOf(agreement).alone
      ? row.pairingId === pairingId
      : liesIn(row.eastRegionCode, east.code) && liesIn(row.westRegionCode, west.code);
  const inside = new Set(known.filter(isInside).map(({ id }) => id));
  return figures
    .filter(({ key, unit }) => unit === 'YUAN' && inside.has(key))
    .reduce<Counted>(
      (sum, figure) => ({
        grossFen: sum.grossFen + figure.grossFen,
        reversalsFen: sum.reversalsFen + figure.reversalsFen,
        provisionalFen: sum.provisionalFen + figure.provisionalFen,
      }),
      NOTHING,
    );
}

const isPartOf = (one: AnnualAgreementType | undefined, other: AnnualAgreementType) =>
  one !== undefined &&
  !scopeOf(other).alone &&
  !scopeOf(one).alone &&
  liesIn(one.east.code, other.east.code) &&
  liesIn(one.west.code, other.west.code);
