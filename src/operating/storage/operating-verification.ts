import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { refuse, type RefusalPath } from '../../../libs/workflow/src/index';
import { Organizations, isSamePerson } from '../../organizations/index';
import type { Actor, Tx } from '../../platform/index';
import {
  ProjectBook,
  areIndependent,
  capitalRefusals,
  verifierStanding,
  type ParkProject,
  type Reported,
  type VerifierStanding,
} from '../../projects/index';
import { OperatingBook } from './operating-book';
import type { OperatingRecord } from './operating-record.entity';

const PATH: RefusalPath = ['operatingRecordId'];

interface Spoken {
  readonly organizationId: string;
  readonly memberId: string;
  readonly standing: VerifierStanding;
}

/** The rule of capital records: two people of two offices, of two sides or one a province’s, none of those who report. */
@Injectable()
export class OperatingVerification {
  constructor(
    private readonly organizations: Organizations,
    private readonly projects: ProjectBook,
    private readonly book: OperatingBook,
  ) {}

  async verify(tx: Tx, actor: Actor, project: ParkProject, record: OperatingRecord): Promise<void> {
    const spoken = await spokenFor(tx, record);
    if (spoken.some(({ organizationId }) => organizationId === actor.organizationId))
      refuse(capitalRefusals.OFFICE_VERIFIED_ALREADY(PATH));
    const standing = await this.requireJudge(tx, actor, project, record);
    const second = record.state === 'VERIFIED_ONE';
    if (second && !areIndependent([standing, ...spoken.map((one) => one.standing)]))
      refuse(capitalRefusals.VERIFIERS_NOT_INDEPENDENT(PATH));
    const step = { action: 'verifyOperatingRecord', data: { standing } };
    const replaced = second ? await this.requireStanding(tx, record) : null;
    await tx.query(
      `INSERT INTO operating_checks (id, record_id, organization_id, member_id, standing, checked_at) VALUES ($1, $2, $3, $4, $5, $6)`,
      [randomUUID(), record.id, actor.organizationId, actor.memberId, standing, tx.at],
    );
    if (!second) {
      await this.book.move(tx, actor, record, 'verify', step);
      return;
    }
    if (replaced) {
      const action = 'replaceOperatingRecord';
      const old = await this.book.move(tx, actor, replaced, 'replace', { action });
      await this.book.publish(tx, project, old, record.id);
    }
    const verified = await this.book.move(tx, actor, record, 'confirm', step);
    await this.book.publish(tx, project, verified);
    await this.book.tell(tx, project, verified, 'OPERATING_VERIFIED');
  }

  async reject(
    tx: Tx,
    actor: Actor,
    { project, record, note }: { project: ParkProject; record: OperatingRecord; note: string },
  ): Promise<void> {
    await this.requireJudge(tx, actor, project, record);
    const step = { action: 'rejectOperatingRecord', note };
    const rejected = await this.book.move(tx, actor, record, 'reject', step);
    await this.book.tell(tx, project, rejected, 'OPERATING_REJECTED');
  }

  /** Offices that may verify it. */
  async offices(tx: Tx, project: ParkProject, record: OperatingRecord): Promise<string[]> {
    const reported = await this.reported(tx, project, record);
    const places = [reported.parkCounty, ...(reported.eastRegion ? [reported.eastRegion] : [])];
    const offices: string[] = [];
    for (const place of places) offices.push(...(await this.organizations.covering(tx, place, 'VERIFIER')));
    const known = await this.organizations.many(tx, offices);
    return offices.filter((id) => {
      const office = known.get(id);
      return office && id !== record.submitterId && verifierStanding(office.regionCode, reported) !== null;
    });
  }

  /** What it takes the place of; refuses papers that meanwhile verify another. */
  private async requireStanding(tx: Tx, record: OperatingRecord): Promise<OperatingRecord | null> {
    const papers = await tx.query<{ id: string }>(
      'SELECT evidence_id AS id FROM operating_record_evidence WHERE record_id = $1',
      [record.id],
    );
    await this.book.requireUnused(
      tx,
      record,
      papers.map(({ id }) => id),
    );
    return this.book.requireReplaced(tx, record);
  }

  /** Refuses who reports it or brought a paper of it, under any account, and offices that may not. */
  private async requireJudge(
    tx: Tx,
    actor: Actor,
    project: ParkProject,
    record: OperatingRecord,
  ): Promise<VerifierStanding> {
    const { organizationId, organizationKind, regionCode } = actor;
    const may = organizationKind === 'COLLABORATION_OFFICE' && organizationId !== record.submitterId;
    const reported = await this.reported(tx, project, record);
    const standing = may && regionCode !== null ? verifierStanding(regionCode, reported) : null;
    if (!standing) return refuse(capitalRefusals.VERIFIER_OF_REPORTER(PATH));
    const papers = await tx.query<{ by: string; office: string }>(
      `SELECT DISTINCT e.submitted_by AS by, e.submitter_id AS office FROM operating_record_evidence x
         JOIN project_evidence e ON e.id = x.evidence_id WHERE x.record_id = $1`,
      [record.id],
    );
    const spoken = await spokenFor(tx, record);
    const acted = [
      record.submittedBy,
      ...spoken.map(({ memberId }) => memberId),
      ...papers.map(({ by }) => by),
    ];
    const own = papers.some(({ office }) => office === organizationId);
    if (own || (await isSamePerson(tx, actor.memberId, acted)))
      refuse(capitalRefusals.VERIFIER_INVOLVED(PATH));
    return standing;
  }

  private async reported(tx: Tx, project: ParkProject, record: OperatingRecord): Promise<Reported> {
    const { countyCode: parkCounty } = await this.projects.place(tx, project);
    const reporter = await this.organizations.find(tx, record.submitterId);
    const { eastRegionCode: eastRegion } = project;
    return { parkCounty, eastRegion, reporterRegion: reporter?.regionCode ?? null };
  }
}

function spokenFor(tx: Tx, { id }: OperatingRecord): Promise<Spoken[]> {
  return tx.query(
    'SELECT organization_id AS "organizationId", member_id AS "memberId", standing FROM operating_checks WHERE record_id = $1',
    [id],
  );
}
