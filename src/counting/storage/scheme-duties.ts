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

  /** Asked once for all units of all days. */
  async of(
    reader: Reader,
    portions: readonly Judged[],
    rules: ReadonlyMap<string, readonly RuleVersion[]>,
  ): Promise<Obliged> {
    const keyOf = (scheme: string, unitId: string, on: string) => `${scheme} ${unitId} ${on}`;
    const questions = portions.flatMap((portion) =>
      (rules.get(portion.on) ?? []).flatMap(({ scheme }) =>
        countersOf(portion).map(({ unitId }) => ({ scheme, unitId, on: portion.on })),
      ),
    );
    const distinct = new Map(questions.map((asked) => [keyOf(asked.scheme, asked.unitId, asked.on), asked]));
    const answers = await this.relations.obligated(reader, [...distinct.values()]);
    const obliged = new Set([...distinct.keys()].filter((_, index) => answers[index]));
    return (scheme, unitId, on) => obliged.has(keyOf(scheme, unitId, on));
  }
}
