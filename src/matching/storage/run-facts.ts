import { Injectable } from '@nestjs/common';
import { BehindRegions } from '../../forecasting/index';
import { Pairings } from '../../pairing/index';
import type { BusinessDate, Reader } from '../../platform/index';
import { DeliveryRecords } from '../../procurement/index';
import { Regions, type RegionFacts } from '../../regions/index';
import { OpenWants } from '../../sourcing/index';
import type { DayFacts } from '../domain/day-facts';
import { RunRules } from './run-rules';

/** Who asks for what, as far as the day's facts depend on it. */
export interface Askers {
  readonly requestIds: readonly string[];
  readonly buyerIds: readonly string[];
}

/** Reads what hangs on a run's day: lists, rules, pairings, commitments and what was known of suppliers then. */
@Injectable()
export class RunFacts {
  constructor(
    private readonly regions: Regions,
    private readonly rules: RunRules,
    private readonly pairings: Pairings,
    private readonly records: DeliveryRecords,
    private readonly behind: BehindRegions,
    private readonly wants: OpenWants,
  ) {}

  /** Null where there were no matching rules that day. */
  async on(reader: Reader, day: BusinessDate, { requestIds, buyerIds }: Askers): Promise<DayFacts | null> {
    const facts = await this.regions.facts(reader);
    const rules = this.rules.on(facts, day);
    if (!rules) return null;
    const regionOfRequest = await this.wants.regionsOf(reader, requestIds);
    return {
      rules: rules.engine,
      feeding: rules.feeding,
      regionOfRequest,
      pairedWith: await this.pairedWith(reader, day, regionOfRequest.values()),
      known: await this.records.knownTo(reader, buyerIds, day),
      records: await this.records.ofSuppliers(reader, day),
      keyCounties: keyCountiesOn(facts, day),
      behind: await this.behind.on(reader, day),
    };
  }

  async haveRulesOn(reader: Reader, day: BusinessDate): Promise<boolean> {
    return this.rules.on(await this.regions.facts(reader), day) !== null;
  }

  private async pairedWith(reader: Reader, on: BusinessDate, regions: Iterable<string>) {
    const paired = new Map<string, readonly string[]>();
    for (const regionCode of new Set(regions)) {
      const { counties, prefectures, provinces } = await this.pairings.pairedWith(reader, { regionCode, on });
      paired.set(regionCode, [...counties, ...prefectures, ...provinces]);
    }
    return paired;
  }
}

function keyCountiesOn({ lineage, designations }: RegionFacts, day: BusinessDate): string[] {
  return lineage
    .allOn(day)
    .map(({ code }) => code)
    .filter((code) => designations.designationsOf(code, day).includes('KEY_ASSISTED_COUNTY'));
}
