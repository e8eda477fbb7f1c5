import { Injectable } from '@nestjs/common';
import { ReadReplica, type BusinessDate } from '../../platform/index';
import { Regions } from '../../regions/index';

/** What was in force on a day: a figure of another day was judged by other rules. */
export interface RulesInForce {
  /** Code of the 政策期. */
  readonly regime: string | null;
  /** Id of the scheme's rule version. */
  readonly ruleVersion: string | null;
}

@Injectable()
export class RulesOfDay {
  constructor(
    private readonly database: ReadReplica,
    private readonly regions: Regions,
  ) {}

  async on(scheme: string, on: BusinessDate): Promise<RulesInForce> {
    const version = await this.database.one<{ id: string }>(
      'SELECT id FROM counting_rule_versions WHERE scheme = $1 AND valid_from <= $2 AND (valid_to IS NULL OR valid_to >= $2) ORDER BY edition DESC LIMIT 1',
      [scheme, on],
    );
    const regime = await this.regions.policyRegime(on);
    return { regime: regime?.code ?? null, ruleVersion: version?.id ?? null };
  }
}
