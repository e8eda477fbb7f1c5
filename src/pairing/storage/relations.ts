import { Injectable } from '@nestjs/common';
import type { Role } from '../../organizations/index';
import type { Reader } from '../../platform/index';
import type { LeafQuestion } from '../domain/leaf-question';
import type { Side } from '../domain/pairing.states';
import { AgreementParties } from './agreement-parties';
import { CoveringRelations, type AskedLeaf, type DutyQuestion } from './covering-relations';
import { CONSUMPTION_INDICATOR, type PairingLeaf } from './pairings';
import { RelationLeaves } from './relation-leaves';

/** A leaf of an annual agreement; UNIT is a unit's own target. */
export interface Leaf extends Omit<PairingLeaf, 'targetLeaf'> {
  readonly targetLeaf: 'PAIRING' | 'OWN' | 'UNIT';
  /** Null: the helping side is the eastern region. */
  readonly helperOrganizationId: string | null;
}

/** Where what an eastern region brings to a western county would be counted. */
export interface RegionQuestion {
  readonly scheme: string;
  readonly eastRegionCode: string;
  readonly countyCode: string;
  readonly on: string;
  readonly indicator: string;
}

/** No unit and no supplier: relations of organizations do not cover it. */
const NOBODY = '00000000-0000-0000-0000-000000000000';

/** Who acts for one side of an agreement; EAST is the helping side. */
export interface Party {
  readonly side: Side;
  readonly organizationId: string;
  readonly role: Role;
}

/** The dated relations of every scheme, as counting asks for them. */
@Injectable()
export class Relations {
  constructor(
    private readonly covering: CoveringRelations,
    private readonly papers: RelationLeaves,
    private readonly agreements: AgreementParties,
  ) {}

  /** Of each question in its order the most specific leaves; several: the buyer chooses; none: not related. */
  async leavesFor(reader: Reader, questions: readonly LeafQuestion[]): Promise<Leaf[][]> {
    if (questions.length === 0) return [];
    return this.leaves(reader, await this.covering.withLines(reader, questions));
  }

  /** The same of what no unit bought: of a county and the eastern region that brings it there. */
  leavesBetween(reader: Reader, questions: readonly RegionQuestion[]): Promise<Leaf[][]> {
    const nobody = { unitId: NOBODY, supplierId: NOBODY, line: [] };
    return this.leaves(
      reader,
      questions.map(({ eastRegionCode, countyCode, ...asked }) => ({
        ...asked,
        ...nobody,
        unitRegionCode: eastRegionCode,
        countyCodes: [countyCode],
      })),
    );
  }

  private async leaves(reader: Reader, asked: readonly AskedLeaf[]): Promise<Leaf[][]> {
    if (asked.length === 0) return [];
    const found = await this.covering.of(reader, asked);
    const wishes = asked.flatMap((question, index) =>
      (found[index] ?? []).map((relation) => ({
        question: index,
        relation,
        scheme: question.scheme,
        line: question.line,
        year: Number(question.on.slice(0, 4)),
        indicator: question.indicator ?? CONSUMPTION_INDICATOR,
      })),
    );
    const leaves = await this.papers.of(reader, wishes);
    const answers: Leaf[][] = asked.map(() => []);
    for (const [index, { question, relation }] of wishes.entries()) {
      const leaf = leaves[index];
      if (leaf) answers[question]?.push({ ...namesOf(relation), ...leaf });
    }
    return answers;
  }

  /** Of each unit, scheme and day in its order: a duty of its own; what it then buys, nobody else helped to sell. */
  obligated(reader: Reader, asked: readonly DutyQuestion[]): Promise<boolean[]> {
    return asked.length === 0 ? Promise.resolve([]) : this.covering.obligated(reader, asked);
  }

  /** Empty: there is no such agreement. */
  async parties(reader: Reader, agreementId: string): Promise<Party[]> {
    const agreement = await this.agreements.find(reader, agreementId);
    return agreement ? this.agreements.offices(reader, agreement) : [];
  }
}

const namesOf = (
  relation: Pick<Leaf, 'pairingId' | 'level' | 'eastRegionCode' | 'westRegionCode' | 'helperOrganizationId'>,
) => ({
  pairingId: relation.pairingId,
  level: relation.level,
  eastRegionCode: relation.eastRegionCode,
  westRegionCode: relation.westRegionCode,
  helperOrganizationId: relation.helperOrganizationId,
});
