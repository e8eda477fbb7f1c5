import { Injectable } from '@nestjs/common';
import type { Role } from '../../organizations/index';
import type { BusinessDate, Reader } from '../../platform/index';
import type { LeafQuestion } from '../domain/leaf-question';
import type { Side } from '../domain/pairing.states';
import { AgreementParties } from './agreement-parties';
import { CoveringRelations } from './covering-relations';
import { CONSUMPTION_INDICATOR, type PairingLeaf } from './pairings';
import { RelationLeaves } from './relation-leaves';

/** A leaf of an annual agreement; UNIT is a unit's own target. */
export interface Leaf extends Omit<PairingLeaf, 'targetLeaf'> {
  readonly targetLeaf: 'PAIRING' | 'OWN' | 'UNIT';
  /** Null: the helping side is the eastern region. */
  readonly helperOrganizationId: string | null;
}

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
    private readonly leaves: RelationLeaves,
    private readonly agreements: AgreementParties,
  ) {}

  /** Of each question in its order the most specific leaves; several: the buyer chooses; none: not related. */
  async leavesFor(reader: Reader, questions: readonly LeafQuestion[]): Promise<Leaf[][]> {
    if (questions.length === 0) return [];
    const asked = await this.covering.withLines(reader, questions);
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
    const leaves = await this.leaves.of(reader, wishes);
    const answers: Leaf[][] = questions.map(() => []);
    for (const [index, { question, relation }] of wishes.entries()) {
      const leaf = leaves[index];
      if (leaf) answers[question]?.push({ ...namesOf(relation), ...leaf });
    }
    return answers;
  }

  /** Which of the units have a duty of their own in the scheme on that day: what they buy, nobody else helped to sell. */
  async obligated(
    reader: Reader,
    scheme: string,
    unitIds: readonly string[],
    on: BusinessDate,
  ): Promise<Set<string>> {
    const units = await this.covering.obligated(reader, scheme, [...new Set(unitIds)], on);
    return new Set(units);
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
