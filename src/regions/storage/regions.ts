import { Injectable } from '@nestjs/common';
import type { BusinessDate, Reader } from '../../platform/index';
import type { Designation } from '../domain/county-designations';
import { ruleInForce, type DatedRule, type RuleKey } from '../domain/dated-rules';
import { placeOn, type Place } from '../domain/division-ancestry';
import { regimeOn, type PolicyRegime } from '../domain/policy-regimes';
import type { RegionFacts } from '../domain/region-facts';
import { RegionFactsCache } from './region-facts.cache';

/** What other domains ask about places and dated facts. In a transaction, pass it as reader. */
@Injectable()
export class Regions {
  constructor(private readonly cache: RegionFactsCache) {}

  /** The place, of any level, that the code stood for on the day; null where it was not valid. */
  async place(code: string, on: BusinessDate, reader?: Reader): Promise<Place | null> {
    return placeOn((await this.facts(reader)).lineage, code, on);
  }

  async designationsOn(countyCode: string, on: BusinessDate, reader?: Reader): Promise<Designation[]> {
    return (await this.facts(reader)).designations.designationsOf(countyCode, on);
  }

  /** The rule in force, the most specific region first; throws where none is: that is a missing fact, not an answer. */
  async rule(key: RuleKey, on: BusinessDate, regionCode?: string, reader?: Reader): Promise<DatedRule> {
    const rule = ruleInForce((await this.facts(reader)).rows.rules, key, on, regionCode ?? null);
    if (!rule) throw new Error(`no rule ${key} on ${on}${regionCode ? ` for ${regionCode}` : ''}`);
    return rule;
  }

  async addWorkingDays(from: BusinessDate, days: number, reader?: Reader): Promise<BusinessDate> {
    return (await this.facts(reader)).calendar.add(from, days).date;
  }

  async policyRegime(on: BusinessDate, reader?: Reader): Promise<PolicyRegime | null> {
    return regimeOn((await this.facts(reader)).rows.policyRegimes, on);
  }

  /** All facts of the moment, for questions about many places at once. */
  facts(reader?: Reader): Promise<RegionFacts> {
    return this.cache.current(reader);
  }
}
