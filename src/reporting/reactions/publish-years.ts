import { Clock, Database, Repeated, Transactions, businessDateOf, type Ticks } from '../../platform/index';
import { Regions, placeOn } from '../../regions/index';
import { WHOLE, publicCells, type PublicCell } from '../domain/public-cells';
import { PublicYears } from '../storage/public-years';

/** What was settled in December is recorded by then. */
const LAST_DAY = '01-31';
type Lineage = Awaited<ReturnType<Regions['facts']>>['lineage'];

/** Once a year is over and told by the end of January, what anybody may know of it. */
@Repeated({ name: 'publish-years', everySeconds: 3600 })
export class PublishYears implements Ticks {
  constructor(
    private readonly database: Database,
    private readonly transactions: Transactions,
    private readonly clock: Clock,
    private readonly regions: Regions,
    private readonly years: PublicYears,
  ) {}

  async tick(): Promise<void> {
    const today = businessDateOf(this.clock.now());
    const waiting = await this.years.waiting(this.database, Number(today.slice(0, 4)));
    for (const year of waiting) if (today > lastDayOf(year)) await this.publish(year);
  }

  private async publish(year: number): Promise<void> {
    const asOf = lastDayOf(year);
    const [{ value }, { lineage }, sales] = await Promise.all([
      this.regions.rule('PUBLIC_LEAST_PARTIES', asOf),
      this.regions.facts(),
      this.years.sales(this.database, year, asOf),
    ]);
    const leastParties = Number(value);
    const cells = publicCells(sales, leastParties).map((cell) => ({
      ...cell,
      name: nameOf(cell, lineage, `${year}-12-31`),
    }));
    await this.transactions.run((tx) => this.years.publish(tx, { year, asOf, leastParties }, cells));
  }
}

const lastDayOf = (year: number) => `${year + 1}-${LAST_DAY}`;

function nameOf({ code, kind, parentCode }: PublicCell, lineage: Lineage, on: string): string {
  if (code === WHOLE) return '全部';
  if (kind === 'REST') return parentCode === WHOLE ? '其他地区' : '其他';
  return placeOn(lineage, code, on)?.name ?? code;
}
