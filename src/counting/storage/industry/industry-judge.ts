import { Injectable } from '@nestjs/common';
import { Relations } from '../../../pairing/index';
import type { Reader } from '../../../platform/index';
import { leafIndicator, type IndustryIndicator, type IndustryPortion } from '../../domain/industry-portion';
import type { LeafFact } from '../../domain/leaf-fact';
import type { RuleVersion } from '../../domain/rule-version';
import { chosenLeaf, relationFacts, whyNotCounted } from '../../domain/why-not-counted';
import { IndustryRules } from './industry-rules';

/** Regions are paired for the collaboration of east and west. */
export const INDUSTRY_KIND = 'EAST_WEST';

export interface IndustryJudgement {
  readonly rule: RuleVersion;
  /** Null: it does not count, for these reasons. */
  readonly leaf: (LeafFact & { agreementId: string; commitmentId: string }) | null;
  readonly reasons: readonly string[];
  /** What was found out, kept with the entry. */
  readonly explain: object;
}

/** Judges what parks bring by the rules and pairings of its day: the leaf it counts on, or every reason why not. */
@Injectable()
export class IndustryJudge {
  constructor(
    private readonly rules: IndustryRules,
    private readonly relations: Relations,
  ) {}

  async judge(reader: Reader, portion: IndustryPortion): Promise<IndustryJudgement | null> {
    const { indicator, on, countyCode, pairing, facts } = portion;
    const rule = await this.rules.inForce(reader, indicator, on);
    if (!rule) return null;
    const leaves = pairing
      ? await this.leaves(reader, indicator, { on, countyCode, eastRegionCode: pairing.eastRegionCode })
      : [];
    const choices = pairing?.id ? [pairing.id] : [];
    const known = { ...facts, paired: pairing !== null, ...relationFacts(leaves, choices) };
    const reasons = whyNotCounted(rule, { facts: known, rules: {} });
    const leaf = chosenLeaf(leaves, choices);
    const { agreementId, commitmentId } = leaf ?? {};
    return {
      rule,
      leaf:
        leaf && agreementId && commitmentId && reasons.length === 0
          ? { ...leaf, agreementId, commitmentId }
          : null,
      reasons,
      explain: {
        on,
        ruleVersion: rule.id,
        reasons,
        facts: known,
        originCounties: [countyCode],
        pairings: leaves.map(({ pairingId }) => pairingId),
        choices,
      },
    };
  }

  private async leaves(
    reader: Reader,
    indicator: IndustryIndicator,
    where: { on: string; countyCode: string; eastRegionCode: string },
  ) {
    const [leaves = []] = await this.relations.leavesBetween(reader, [
      { scheme: INDUSTRY_KIND, indicator: leafIndicator(indicator), ...where },
    ]);
    return leaves;
  }
}
