import { Injectable } from '@nestjs/common';
import type { Role } from '../../organizations/index';
import type { BusinessDate, Reader } from '../../platform/index';
import type { PairingKind } from '../domain/pairing-level';
import type { Side } from '../domain/pairing.states';
import { AgreementParties } from './agreement-parties';
import { Pairings, type PairingLeaf } from './pairings';

/** Where a portion of a unit's purchase would be counted in a scheme, asked for the day it is judged for. */
export interface LeafQuestion {
  /** Code of the scheme: the kind of the relations that carry it. */
  readonly scheme: string;
  readonly unitId: string;
  readonly unitRegionCode: string;
  /** Every county the goods come from: one leaf has to cover all of them. */
  readonly countyCodes: readonly string[];
  readonly supplierId: string;
  readonly on: BusinessDate;
}

/** A leaf of an annual agreement; UNIT is a unit's own target. */
export interface Leaf extends Omit<PairingLeaf, 'targetLeaf'> {
  readonly targetLeaf: 'PAIRING' | 'OWN' | 'UNIT';
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
    private readonly pairings: Pairings,
    private readonly agreements: AgreementParties,
  ) {}

  /** Of each question in its order the most specific leaves; several: the buyer chooses; none: not related. */
  async leavesFor(reader: Reader, questions: readonly LeafQuestion[]): Promise<Leaf[][]> {
    const answers: Leaf[][] = [];
    for (const question of questions) answers.push(await this.leavesOf(reader, question));
    return answers;
  }

  /** Which of the units have a duty of their own in the scheme on that day: what they buy, nobody else helped to sell. */
  async obligated(
    reader: Reader,
    scheme: string,
    unitIds: readonly string[],
    on: BusinessDate,
  ): Promise<Set<string>> {
    const rows = await reader.query<{ id: string }>(
      `SELECT unit.id FROM organizations unit WHERE unit.id = ANY($1::uuid[]) AND EXISTS (
         SELECT FROM pairings WHERE kind = $2 AND state IN ('ACTIVE', 'ENDED')
           AND valid_from <= $3 AND (valid_to IS NULL OR valid_to >= $3)
           AND east_region_code IN (unit.region_code, left(unit.region_code, 4) || '00', left(unit.region_code, 2) || '0000'))`,
      [[...new Set(unitIds)], scheme, on],
    );
    return new Set(rows.map(({ id }) => id));
  }

  /** Empty: there is no such agreement. */
  async parties(reader: Reader, agreementId: string): Promise<Party[]> {
    const agreement = await this.agreements.find(reader, agreementId);
    return agreement ? this.agreements.offices(reader, agreement) : [];
  }

  private async leavesOf(reader: Reader, question: LeafQuestion): Promise<Leaf[]> {
    const ofCounties: Leaf[][] = [];
    for (const originCountyCode of new Set(question.countyCodes)) {
      const { unitRegionCode, on } = question;
      const kind = question.scheme as PairingKind;
      ofCounties.push(await this.pairings.leafFor(reader, { unitRegionCode, originCountyCode, on, kind }));
    }
    const [first = [], ...others] = ofCounties;
    return first.filter((leaf) =>
      others.every((leaves) => leaves.some(({ pairingId }) => pairingId === leaf.pairingId)),
    );
  }
}
