import { Injectable } from '@nestjs/common';
import { Relations } from '../../pairing/index';
import type { Reader } from '../../platform/index';
import type { RuleVersion } from '../domain/rule-version';
import { countersOf, type Judged } from './known-facts';

/** Whether a unit has a duty of its own in a scheme on a day. */
export type Obliged = (scheme: string, unitId: string, on: string) => boolean;

@Injectable()
export class SchemeDuties {
  constructor(private readonly relations: Relations) {}

  /** Asked once for all units of a day. */
  async of(
    reader: Reader,
    portions: readonly Judged[],
    rules: ReadonlyMap<string, readonly RuleVersion[]>,
  ): Promise<Obliged> {
    const obliged = new Set<string>();
    for (const [on, versions] of rules) {
      const units = portions
        .filter((portion) => portion.on === on)
        .flatMap(countersOf)
        .map(({ unitId }) => unitId);
      for (const { scheme } of versions)
        for (const unitId of await this.relations.obligated(reader, scheme, [...new Set(units)], on))
          obliged.add(`${scheme} ${unitId} ${on}`);
    }
    return (scheme, unitId, on) => obliged.has(`${scheme} ${unitId} ${on}`);
  }
}
