import { Injectable } from '@nestjs/common';
import { refuse, type RefusalPath } from '../../../libs/workflow/src/index';
import { Notices, Organizations, describeWork } from '../../organizations/index';
import { AgreementParties, oversees, partyOf } from '../../pairing/index';
import { notFound, type Actor, type Tx } from '../../platform/index';
import { Regions, liesWithin } from '../../regions/index';
import { responsibilityRefusals } from '../domain/responsibility.refusals';
import type { Side, StoredSubject, SubjectKind } from '../domain/subject';
import { Responsibility } from './responsibility.entity';

const ASSIGNED = 'RESPONSIBILITY_ASSIGNED';
const ENDED = 'RESPONSIBILITY_ENDED';
describeWork({
  [ASSIGNED]: { zh: '已被指定为责任人', en: 'A member of yours was named to answer for a place or a target' },
  [ENDED]: { zh: '责任期已定结束日期', en: 'The days a member of yours answers for it were ended' },
});

interface Named {
  readonly subjectKind: SubjectKind;
  readonly regionCode: string | null;
  readonly commitmentId: string | null;
}

/** Who may name an owner, and who may be one. */
@Injectable()
export class ResponsibilityDesk {
  constructor(
    private readonly organizations: Organizations,
    private readonly agreements: AgreementParties,
    private readonly regions: Regions,
    private readonly notices: Notices,
  ) {}

  /** The subject as the actor may assign it; a target he may not see is not there. */
  async subject(tx: Tx, actor: Actor, named: Named, on: string): Promise<StoredSubject> {
    if (named.commitmentId !== null)
      return { ...named, side: await this.sideOf(tx, actor, named.commitmentId) };
    const code = named.regionCode ?? '';
    if (!(await this.regions.place(code, on, tx)))
      refuse(responsibilityRefusals.REGION_NOT_VALID(['regionCode']));
    const office = actor.organizationKind === 'COLLABORATION_OFFICE' ? actor.regionCode : null;
    if (office === null || !liesWithin(code, office))
      refuse(responsibilityRefusals.NOT_YOURS_TO_ASSIGN(['regionCode']));
    return { ...named, side: null };
  }

  /** Of his own organization and its units, or of an office or department inside his office's region. */
  async ownersOrganization(tx: Tx, actor: Actor, memberId: string, path: RefusalPath): Promise<string> {
    const [member] = await tx.query<{ organizationId: string; kind: string; regionCode: string }>(
      `SELECT m.organization_id AS "organizationId", o.kind, o.region_code AS "regionCode"
       FROM members m JOIN organizations o ON o.id = m.organization_id WHERE m.id = $1 AND m.active AND m.erased_at IS NULL`,
      [memberId],
    );
    const unknown = () => refuse(responsibilityRefusals.OWNER_UNKNOWN(path));
    if (!member) return unknown();
    const { organizationId, kind, regionCode } = member;
    const own = await this.organizations.unitsUnder(tx, actor.organizationId);
    if (own.includes(organizationId)) return organizationId;
    const inside =
      actor.organizationKind === 'COLLABORATION_OFFICE' &&
      actor.regionCode !== null &&
      ['COLLABORATION_OFFICE', 'COUNTY_DEPARTMENT'].includes(kind) &&
      liesWithin(regionCode, actor.regionCode);
    return inside ? organizationId : unknown();
  }

  /** A word before the exclusion constraint says it; of two for one subject at a time the second waits. */
  async requireFree(tx: Tx, subject: StoredSubject, from: string, to: string | null): Promise<void> {
    const key = [subject.subjectKind, subject.regionCode ?? subject.commitmentId, subject.side ?? ''].join(
      ':',
    );
    await tx.query(`SELECT pg_advisory_xact_lock(hashtextextended('responsibility:' || $1, 0))`, [key]);
    const standing = await tx.query(
      `SELECT FROM responsibilities WHERE subject_kind = $1 AND region_code IS NOT DISTINCT FROM $2
         AND commitment_id IS NOT DISTINCT FROM $3 AND side IS NOT DISTINCT FROM $4
         AND daterange(valid_from, valid_to, '[]') && daterange($5, $6, '[]') LIMIT 1`,
      [subject.subjectKind, subject.regionCode, subject.commitmentId, subject.side, from, to],
    );
    if (standing.length > 0) refuse(responsibilityRefusals.OWNER_STANDS(['validFrom']));
  }

  /** For who may assign it; to everybody else it is not there. */
  async lock(tx: Tx, actor: Actor, id: string, expectedVersion: number): Promise<Responsibility> {
    const found = await tx.manager.findOne(Responsibility, {
      where: { id },
      lock: { mode: 'pessimistic_write' },
    });
    if (!found || !(await this.mayAssign(tx, actor, found))) throw notFound(['responsibilityId']);
    tx.expectVersion(found, expectedVersion);
    return found;
  }

  async tell(tx: Tx, { id, organizationId }: Responsibility, ended = false): Promise<void> {
    const subject = { subjectKind: 'Responsibility', subjectId: id };
    await this.notices.send(tx, { organizationId, kind: ended ? ENDED : ASSIGNED, ...subject });
  }

  private async mayAssign(tx: Tx, actor: Actor, found: Responsibility): Promise<boolean> {
    if (found.regionCode !== null)
      return (
        actor.organizationKind === 'COLLABORATION_OFFICE' &&
        actor.regionCode !== null &&
        liesWithin(found.regionCode, actor.regionCode)
      );
    const agreement = await this.agreementOf(tx, found.commitmentId ?? '');
    return agreement !== null && partyOf(actor, agreement) === found.side;
  }

  private async sideOf(tx: Tx, actor: Actor, commitmentId: string): Promise<Side> {
    const agreement = await this.agreementOf(tx, commitmentId);
    if (!agreement || !oversees(actor, agreement)) throw notFound(['commitmentId']);
    return partyOf(actor, agreement) ?? refuse(responsibilityRefusals.NOT_YOURS_TO_ASSIGN(['commitmentId']));
  }

  private async agreementOf(tx: Tx, commitmentId: string) {
    const [row] = await tx.query<{ id: string }>('SELECT agreement_id AS id FROM commitments WHERE id = $1', [
      commitmentId,
    ]);
    return row ? this.agreements.find(tx, row.id) : null;
  }
}
