import { Injectable } from '@nestjs/common';
import type { PlanInput } from '../../../libs/matching/src/index';
import type { Reader } from '../../platform/index';
import { Regions } from '../../regions/index';
import { RunRules } from './run-rules';

/** The dated rules of a plan are those of match runs, as far as they concern it. */
@Injectable()
export class PlanRulesReader {
  constructor(
    private readonly regions: Regions,
    private readonly rules: RunRules,
  ) {}

  async on(reader: Reader, today: string): Promise<PlanInput['rules'] | null> {
    const read = this.rules.on(await this.regions.facts(reader), today);
    if (!read) return null;
    const { version, seed, uncertaintyBasisPoints, edgesPerLine, search } = read.engine;
    const { simplexIterations } = search;
    return { version, seed, simplexIterations, uncertaintyBasisPoints, edgesPerWant: edgesPerLine };
  }
}
