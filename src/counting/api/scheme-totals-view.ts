import { Injectable } from '@nestjs/common';
import { ReadReplica, badInput, type Actor } from '../../platform/index';
import { SchemeSums, type SchemeSum } from '../storage/scheme-sums';
import { ALL_SCHEMES } from '../storage/totals';
import type { AsOf } from '../storage/totals-rows';
import { SCHEMES } from './counting-scheme.enum';
import { moneyOf } from './money-of';
import { figuresOf } from './progress-view';
import type { SchemeTotals } from './scheme-totals.type';
import { TreeRoots } from './tree-roots';

const NOTHING = { grossFen: 0n, reversalsFen: 0n, provisionalFen: 0n };
const netOf = ({ grossFen, reversalsFen }: Omit<SchemeSum, 'scheme'>) => grossFen - reversalsFen;

/** For whom a place’s tree is there, what the place sold in each scheme, and in all of them together. */
@Injectable()
export class SchemeTotalsView {
  constructor(
    private readonly database: ReadReplica,
    private readonly sums: SchemeSums,
    private readonly roots: TreeRoots,
  ) {}

  /** Goods have one county and several buyers’ duties may claim them, so only western regions can be asked for. */
  async of(actor: Actor, named: string | null, asked: AsOf): Promise<SchemeTotals> {
    const { regionCode, today, asOf, side } = await this.roots.of(actor, named, asked);
    if (side !== 'WEST')
      throw badInput(['regionCode'], {
        zh: '各口径合计按西部产地统计，请填写西部地区',
        en: 'must be a western region: totals across schemes are told by where goods come from',
      });
    const on = asOf ?? today;
    const year = Number(on.slice(0, 4));
    const codes = SCHEMES.map(({ scheme }) => scheme);
    const [rows, [installation]] = await Promise.all([
      this.sums.of(this.database, codes, { year, regionCode }, asOf),
      this.database.query<{ demonstration: boolean }>('SELECT demonstration FROM installation'),
    ]);
    const found = new Map(rows.map((row) => [row.scheme, row]));
    const inEach = SCHEMES.map((scheme) => ({ ...scheme, ...(found.get(scheme.scheme) ?? NOTHING) }));
    const addedFen = inEach.reduce((sum, one) => sum + netOf(one), 0n);
    const netFen = netOf(found.get(ALL_SCHEMES) ?? NOTHING);
    return {
      year,
      regionCode,
      asOf: on,
      schemes: inEach.map((one) => ({
        scheme: one.scheme,
        name: { zh: one.nameZh, en: one.nameEn },
        ...toldOf(one),
      })),
      added: moneyOf(addedFen),
      net: moneyOf(netFen),
      overlap: moneyOf(addedFen - netFen),
      demonstrationData: installation?.demonstration ?? false,
    };
  }
}

function toldOf(sum: Omit<SchemeSum, 'scheme'>) {
  const { gross, reversals, net, provisional } = figuresOf(sum);
  return { gross, reversals, net, provisional };
}
