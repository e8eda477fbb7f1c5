import { Injectable } from '@nestjs/common';
import { Countability } from '../../catalog/index';
import { Organizations } from '../../organizations/index';
import { PairingSides, Pairings } from '../../pairing/index';
import type { Reader } from '../../platform/index';
import { Regions, yesOrNo } from '../../regions/index';
import { isCountReason } from '../domain/count-reasons';
import type { Judgement, Portion } from '../domain/portion';
import { chosenLeaf, whyNotCounted, type CountFacts } from '../domain/why-not-counted';
import { RuleVersions } from './rule-versions';

export type Judged = Pick<Portion, 'lotId' | 'unitId' | 'countyCode' | 'on' | 'choices' | 'how'>;

export type Obstacles = Awaited<ReturnType<Countability['whyNotAll']>>;

/** Judges a portion by the facts and rules of its day: the leaf it counts on, or every reason why not. */
@Injectable()
export class Judge {
  constructor(
    private readonly rules: RuleVersions,
    private readonly organizations: Organizations,
    private readonly pairings: Pairings,
    private readonly sides: PairingSides,
    private readonly countability: Countability,
    private readonly regions: Regions,
  ) {}

  /** What every scheme that has a say over the portion says of it. */
  async judgements(reader: Reader, portion: Portion): Promise<Judgement[]> {
    return [await this.judge(reader, portion)];
  }

  /** `known`: what stands against the lots, where it has been asked for many at once. */
  async judge(reader: Reader, portion: Judged, known?: Obstacles): Promise<Judgement> {
    const unit = await this.organizations.find(reader, portion.unitId);
    if (!unit) throw new Error(`the unit ${portion.unitId} of a portion does not exist`);
    const facts = await this.factsOf(reader, portion, unit, known);
    const reasons = whyNotCounted(facts);
    const leaf = chosenLeaf(facts);
    const counts = reasons.length === 0 && leaf?.agreementId && leaf.commitmentId;
    const ruleVersion = facts.rule?.id ?? 'NONE';
    return {
      scheme: 'EAST_WEST',
      mode: 'PURCHASE',
      helperId: null,
      leaf: counts ? { ...leaf, agreementId: leaf.agreementId, commitmentId: leaf.commitmentId } : null,
      reasons,
      ruleVersion,
      unitRegionCode: unit.regionCode,
      explain: {
        on: portion.on,
        ruleVersion,
        reasons,
        buyerKind: facts.buyerKind,
        unitRegion: unit.regionCode,
        unitSide: facts.unitSide,
        originCounty: portion.countyCode,
        originSide: facts.originSide,
        pairings: facts.leaves.map(({ pairingId }) => pairingId),
        choices: portion.choices,
        automatic: portion.how.automatic,
        freightCounted: false,
      },
    };
  }

  /** What stands against these lots on the product's side. */
  obstacles(reader: Reader, lotIds: readonly string[], on: string): Promise<Obstacles> {
    return this.countability.whyNotAll(reader, { lotIds, on });
  }

  /** The pairings that would cover it, equally specific ones beside each other. */
  private leaves(reader: Reader, unitRegionCode: string, portion: Pick<Judged, 'countyCode' | 'on'>) {
    return this.pairings.leafFor(reader, {
      unitRegionCode,
      originCountyCode: portion.countyCode,
      on: portion.on,
      kind: 'EAST_WEST',
    });
  }

  private async factsOf(
    reader: Reader,
    { lotId, countyCode, on, choices, how }: Judged,
    unit: { kind: string; regionCode: string },
    known?: Obstacles,
  ): Promise<CountFacts> {
    const obstacles = known?.get(lotId) ?? (await this.countability.whyNot(reader, { lotId, on }));
    const yes = async (key: 'AUTO_ACCEPTANCE_COUNTED' | 'INVOICE_REQUIRED_TO_COUNT') =>
      yesOrNo(await this.regions.rule(key, on, unit.regionCode, reader));
    return {
      on,
      rule: await this.rules.inForce(reader, 'EAST_WEST', on),
      buyerKind: unit.kind,
      unitSide: await this.sides.sideOn(reader, unit.regionCode, on),
      originSide: await this.sides.sideOn(reader, countyCode, on),
      originCodeValid: (await this.regions.place(countyCode, on, reader)) !== null,
      obstacles: obstacles.map(({ code }) => code).filter(isCountReason),
      leaves: await this.leaves(reader, unit.regionCode, { countyCode, on }),
      choices,
      automatic: how.automatic,
      automaticCounted: await yes('AUTO_ACCEPTANCE_COUNTED'),
      invoiceRequired: await yes('INVOICE_REQUIRED_TO_COUNT'),
    };
  }
}
