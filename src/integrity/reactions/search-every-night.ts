import { businessDateOf, Clock, Repeated, toShanghaiIso, type Ticks } from '../../platform/index';
import { FindingSearch } from '../storage/finding-search';

/** Hours in Shanghai, when few ask for pages. */
const FROM_HOUR = 2;
const UNTIL_HOUR = 5;
const HOUR = { from: 'YYYY-MM-DDT'.length, to: 'YYYY-MM-DDTHH'.length };

/** 每晚查疑点: once a night; a night in which no worker runs is left out. */
@Repeated({ name: 'search-findings-every-night', everySeconds: 600 })
export class SearchEveryNight implements Ticks {
  constructor(
    private readonly clock: Clock,
    private readonly search: FindingSearch,
  ) {}

  async tick(): Promise<void> {
    const now = this.clock.now();
    const hour = Number(toShanghaiIso(now).slice(HOUR.from, HOUR.to));
    if (hour < FROM_HOUR || hour >= UNTIL_HOUR) return;
    const today = businessDateOf(now);
    if (!(await this.search.isDone(today))) await this.search.run(today);
  }
}
