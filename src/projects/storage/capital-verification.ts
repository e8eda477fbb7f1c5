import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { refuse, type RefusalPath } from '../../../libs/workflow/src/index';
import { Organizations, isSamePerson } from '../../organizations/index';
import type { Actor, Tx } from '../../platform/index';
import { capitalRefusals } from '../domain/capital.refusals';
import { areIndependent, verifierStanding, type Reported, type VerifierStanding } from './capital-verifiers';
import { CapitalBook } from './capital-book';
import { countPapers } from './capital-papers';
import type { CapitalRecord } from './capital-record.entity';
import type { ParkProject } from './project.entity';
import { ProjectBook } from './project-book';

const PATH: RefusalPath = ['capitalRecordId'];

interface Spoken {
  readonly organizationId: string;
  readonly memberId: string;
  readonly standing: VerifierStanding;
}

/** Two people of two offices, one of them independent of who reports; with the second the sum of the project moves. */
@Injectable()
export class CapitalVerification {
  constructor(
    private readonly organizations: Organizations,
    private readonly projects: ProjectBook,
    private readonly book: CapitalBook,
  ) {}

  async verify(tx: Tx, actor: Actor, project: ParkProject, record: CapitalRecord): Promise<void> {
    const spoken = await spokenFor(tx, record);
    if (spoken.some(({ organizationId }) => organizationId === actor.organizationId))
      refuse(capitalRefusals.OFFICE_VERIFIED_ALREADY(PATH));
    const standing = await this.requireJudge(tx, actor, project, record, spoken);
    const second = record.state === 'VERIFIED_ONE';
    if (second && !areIndependent([standing, ...spoken.map((one) => one.standing)]))
      refuse(capitalRefusals.VERIFIERS_NOT_INDEPENDENT(PATH));
    const step = { action: 'verifyCapitalRecord', data: { standing } };
    if (second) await this.book.requireCorrected(tx, project, record);
    await tx.query(
      `INSERT INTO capital_checks (id, record_id, organization_id, member_id, standing, checked_at) VALUES ($1, $2, $3, $4, $5, $6)`,
      [randomUUID(), record.id, actor.organizationId, actor.memberId, standing, tx.at],
    );
    if (!second) {
      await this.book.move(tx, actor, record, 'verify', step);
      return;
    }
    const verified = await this.book.move(tx, actor, record, 'confirm', step);
    await countPapers(tx, verified);
    await this.book.verified(tx, verified);
    await this.book.tell(tx, project, verified, 'CAPITAL_VERIFIED');
  }

  async reject(
    tx: Tx,
    actor: Actor,
    { project, record, note }: { project: ParkProject; record: CapitalRecord; note: string },
  ): Promise<void> {
    await this.requireJudge(tx, actor, project, record, await spokenFor(tx, record));
    const rejected = await this.book.move(tx, actor, record, 'reject', {
      action: 'rejectCapitalRecord',
      note,
    });
    await this.book.tell(tx, project, rejected, 'CAPITAL_REJECTED');
  }

  private async requireJudge(
    tx: Tx,
    actor: Actor,
    project: ParkProject,
    record: CapitalRecord,
    spoken: readonly Spoken[],
  ): Promise<VerifierStanding> {
    const standing = await this.standingOf(tx, actor, project, record);
    await requireStranger(tx, actor, record, spoken);
    return standing;
  }

  /** Refuses offices of the county that reports the number, and whoever is none over the park or the paired east. */
  private async standingOf(
    tx: Tx,
    actor: Actor,
    project: ParkProject,
    record: CapitalRecord,
  ): Promise<VerifierStanding> {
    const { organizationId, organizationKind, regionCode } = actor;
    const may = organizationKind === 'COLLABORATION_OFFICE' && organizationId !== record.submitterId;
    const reported = await this.reported(tx, project, record);
    const standing = may && regionCode !== null ? verifierStanding(regionCode, reported) : null;
    return standing ?? refuse(capitalRefusals.VERIFIER_OF_REPORTER(PATH));
  }

  private async reported(tx: Tx, project: ParkProject, record: CapitalRecord): Promise<Reported> {
    const { countyCode: parkCounty } = await this.projects.place(tx, project);
    const reporter = await this.organizations.find(tx, record.submitterId);
    const { eastRegionCode: eastRegion } = project;
    return { parkCounty, eastRegion, reporterRegion: reporter?.regionCode ?? null };
  }

  /** Offices that may verify it. */
  async offices(tx: Tx, project: ParkProject, record: CapitalRecord): Promise<string[]> {
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
}

/** Neither who submitted it or a paper of it nor who has verified it, under any account, nor an office that brought a paper. */
async function requireStranger(
  tx: Tx,
  actor: Actor,
  { id, submittedBy }: CapitalRecord,
  spoken: readonly Spoken[],
): Promise<void> {
  const papers = await tx.query<{ by: string; office: string }>(
    `SELECT DISTINCT e.submitted_by AS by, e.submitter_id AS office FROM capital_record_evidence x JOIN project_evidence e ON e.id = x.evidence_id
      WHERE x.record_id = $1`,
    [id],
  );
  if (papers.some(({ office }) => office === actor.organizationId))
    refuse(capitalRefusals.VERIFIER_INVOLVED(PATH));
  const acted = [submittedBy, ...spoken.map(({ memberId }) => memberId), ...papers.map(({ by }) => by)];
  if (await isSamePerson(tx, actor.memberId, acted)) refuse(capitalRefusals.VERIFIER_INVOLVED(PATH));
}

function spokenFor(tx: Tx, { id }: CapitalRecord): Promise<Spoken[]> {
  return tx.query(
    'SELECT organization_id AS "organizationId", member_id AS "memberId", standing FROM capital_checks WHERE record_id = $1',
    [id],
  );
}
