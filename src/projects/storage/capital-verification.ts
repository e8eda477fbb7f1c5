import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { refuse, type RefusalPath } from '../../../libs/workflow/src/index';
import { Organizations, isSamePerson } from '../../organizations/index';
import type { Actor, Tx } from '../../platform/index';
import { capitalRefusals } from '../domain/capital.refusals';
import { oneIsIndependent, verifierStanding, type VerifierStanding } from '../domain/capital-verifiers';
import { CapitalBook } from './capital-book';
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
    if (second && !oneIsIndependent([standing, ...spoken.map((one) => one.standing)]))
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
    const reporter = await this.organizations.find(tx, record.submitterId);
    const { countyCode } = await this.projects.place(tx, project);
    if (!reporter || actor.regionCode === null || actor.organizationKind !== 'COLLABORATION_OFFICE')
      return refuse(capitalRefusals.VERIFIER_OF_REPORTER(PATH));
    const office = { side: actor.side, regionCode: actor.regionCode };
    const own = actor.organizationId === record.submitterId;
    const standing = own ? null : verifierStanding(office, reporter, countyCode);
    return standing ?? refuse(capitalRefusals.VERIFIER_OF_REPORTER(PATH));
  }

  /** Offices that may verify it. */
  async offices(tx: Tx, project: ParkProject, record: CapitalRecord): Promise<string[]> {
    const { countyCode } = await this.projects.place(tx, project);
    const west = await this.organizations.covering(tx, countyCode, 'VERIFIER');
    const east = project.eastRegionCode
      ? await this.organizations.covering(tx, project.eastRegionCode, 'VERIFIER')
      : [];
    const known = await this.organizations.many(tx, [...west, ...east, record.submitterId]);
    const reporter = known.get(record.submitterId);
    return [...west, ...east].filter((id) => {
      const office = known.get(id);
      return (
        office &&
        reporter &&
        id !== record.submitterId &&
        verifierStanding(office, reporter, countyCode) !== null
      );
    });
  }
}

/** Neither who submitted it or a paper of it nor who has verified it, under any account. */
async function requireStranger(
  tx: Tx,
  actor: Actor,
  { id, submittedBy }: CapitalRecord,
  spoken: readonly Spoken[],
): Promise<void> {
  const papers = await tx.query<{ by: string }>(
    `SELECT DISTINCT e.submitted_by AS by FROM capital_record_evidence x JOIN project_evidence e ON e.id = x.evidence_id
      WHERE x.record_id = $1`,
    [id],
  );
  const acted = [submittedBy, ...spoken.map(({ memberId }) => memberId), ...papers.map(({ by }) => by)];
  if (await isSamePerson(tx, actor.memberId, acted)) refuse(capitalRefusals.VERIFIER_INVOLVED(PATH));
}

function spokenFor(tx: Tx, { id }: CapitalRecord): Promise<Spoken[]> {
  return tx.query(
    'SELECT organization_id AS "organizationId", member_id AS "memberId", standing FROM capital_checks WHERE record_id = $1',
    [id],
  );
}
