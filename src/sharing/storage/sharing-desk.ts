import { Injectable } from '@nestjs/common';
import { refuse, type RefusalPath } from '../../../libs/workflow/src/index';
import { Organizations, SamePerson, Tasks } from '../../organizations/index';
import { coordinatorOf, type PairingSide } from '../../pairing/index';
import { Audit, notFound, type Actor, type Tx } from '../../platform/index';
import { liesWithin } from '../../regions/index';
import { sharingRefusals } from '../domain/sharing.refusals';

export interface TwoRegions {
  readonly eastRegionCode: string;
  readonly homeCountyCode: string;
}

interface Given {
  readonly side: PairingSide;
  readonly organizationId: string;
  readonly memberId: string;
}

type Subject = 'contract' | 'statement';
const KINDS = { contract: 'SharingContract', statement: 'SharingStatement' } as const;
const TASKS = { contract: 'SIGN_SHARING_CONTRACT', statement: 'SIGN_SHARING_STATEMENT' } as const;

/** Who acts for which side, what each has signed, and the desks and trail of both. */
@Injectable()
export class SharingDesk {
  constructor(
    private readonly organizations: Organizations,
    private readonly persons: SamePerson,
    private readonly tasks: Tasks,
    private readonly audit: Audit,
  ) {}

  /** The office of exactly one of the two regions. Throws NOT_FOUND for offices over neither; refuses those above. */
  sideOf(
    { organizationKind, regionCode }: Actor,
    { eastRegionCode, homeCountyCode }: TwoRegions,
    path: RefusalPath,
  ): PairingSide {
    const office = organizationKind === 'COLLABORATION_OFFICE' ? regionCode : null;
    if (office === eastRegionCode) return 'EAST';
    if (office === homeCountyCode) return 'WEST';
    if (office !== null && [eastRegionCode, homeCountyCode].some((code) => liesWithin(code, office)))
      return refuse(sharingRefusals.NOT_A_SIDE(path));
    throw notFound(path);
  }

  /** One side's signature under what it has read; answers whether it is the second one. */
  async sign(
    tx: Tx,
    actor: Actor,
    subject: Subject,
    signed: { id: string; side: PairingSide; sha256: string; read: string },
  ): Promise<boolean> {
    const given = await tx.query<Given>(
      `SELECT side, organization_id AS "organizationId", member_id AS "memberId"
         FROM sharing_${subject}_signatures WHERE ${subject}_id = $1`,
      [signed.id],
    );
    if (given.some(({ side }) => side === signed.side)) refuse(sharingRefusals.SIDE_SIGNED_ALREADY());
    const accounts = await this.persons.accountsOf(tx, actor.memberId);
    if (given.some(({ memberId }) => accounts.includes(memberId)))
      refuse(sharingRefusals.SAME_PERSON_SIGNS());
    if (signed.read !== signed.sha256) refuse(sharingRefusals.TEXT_CHANGED(['sha256']));
    await tx.query(
      `INSERT INTO sharing_${subject}_signatures (${subject}_id, side, organization_id, member_id, sha256, signed_at)
       VALUES ($1, $2, $3, $4, $5, $6)`,
      [signed.id, signed.side, actor.organizationId, actor.memberId, signed.sha256, tx.at],
    );
    await this.close(tx, subject, signed.id, actor.organizationId);
    return given.length > 0;
  }

  async toSign(tx: Tx, subject: Subject, id: string, regions: TwoRegions): Promise<void> {
    for (const code of [regions.eastRegionCode, regions.homeCountyCode]) {
      const role = coordinatorOf(code);
      const offices = await this.organizations.covering(tx, code, role);
      await this.tasks.openAll(
        tx,
        offices.map((organizationId) => ({
          organizationId,
          role,
          kind: TASKS[subject],
          subjectKind: KINDS[subject],
          subjectId: id,
        })),
      );
    }
  }

  close(tx: Tx, subject: Subject, subjectId: string, organizationId?: string): Promise<void> {
    const whose = organizationId ? { organizationId } : {};
    return this.tasks.close(tx, { subjectKind: KINDS[subject], subjectId, ...whose });
  }

  record(
    tx: Tx,
    actor: Actor,
    action: string,
    subject: Subject,
    step: { id: string; from: string | null; to: string; data?: Record<string, string> },
  ): Promise<void> {
    return this.audit.record(tx, {
      actor,
      action,
      subjectKind: KINDS[subject],
      subjectId: step.id,
      ...(step.from ? { fromState: step.from } : {}),
      toState: step.to,
      data: step.data ?? {},
    });
  }
}
