import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { refuse, type RefusalPath } from '../../../libs/workflow/src/index';
import { Organizations, isSamePerson } from '../../organizations/index';
import type { Actor, Tx } from '../../platform/index';
import { capitalRefusals } from '../domain/capital.refusals';
import { projectRefusals } from '../domain/project.refusals';
import {
  areIndependent,
  speaksSecond,
  verifierStanding,
  type Reported,
  type VerifierStanding,
} from './capital-verifiers';
import type { ParkProject } from './project.entity';
import { ProjectBook } from './project-book';

/** A number somebody reports of a project, for two others to vouch for. */
export interface JudgedRecord {
  readonly id: string;
  readonly submittedBy: string;
  readonly submitterId: string;
}

/** Who said something, for which office, that another has to say, too. */
export type FirstWord = Pick<JudgedRecord, 'submittedBy' | 'submitterId'>;

/** Where words on such records stand, and where the papers they rest on. */
export interface JudgedKind {
  readonly checks: 'capital_checks' | 'operating_checks';
  readonly papers: 'capital_record_evidence' | 'operating_record_evidence';
  readonly path: RefusalPath;
}

interface Spoken {
  readonly organizationId: string;
  readonly memberId: string;
  readonly standing: VerifierStanding;
}

/** Who may vouch for a record: two people of two offices, of two sides or one a province’s, none of those who report. */
@Injectable()
export class RecordJudges {
  constructor(
    private readonly organizations: Organizations,
    private readonly projects: ProjectBook,
  ) {}

  /** Writes down the actor's word; `second` where it is the one that makes the record count. */
  async vouch(
    tx: Tx,
    actor: Actor,
    { project, record, second }: { project: ParkProject; record: JudgedRecord; second: boolean },
    kind: JudgedKind,
  ): Promise<VerifierStanding> {
    const spoken = await spokenFor(tx, record, kind);
    if (spoken.some(({ organizationId }) => organizationId === actor.organizationId))
      refuse(capitalRefusals.OFFICE_VERIFIED_ALREADY(kind.path));
    const standing = await this.requireJudge(tx, actor, { project, record }, kind);
    if (second && !areIndependent([standing, ...spoken.map((one) => one.standing)]))
      refuse(capitalRefusals.VERIFIERS_NOT_INDEPENDENT(kind.path));
    await tx.query(
      `INSERT INTO ${kind.checks} (id, record_id, organization_id, member_id, standing, checked_at) VALUES ($1, $2, $3, $4, $5, $6)`,
      [randomUUID(), record.id, actor.organizationId, actor.memberId, standing, tx.at],
    );
    return standing;
  }

  /**
   * Refuses offices of the county that reports the number, and whoever is none over the park or the paired east; and who submitted
   * it or a paper of it or has verified it, under any account, or is of an office that brought a paper.
   */
  async requireJudge(
    tx: Tx,
    actor: Actor,
    { project, record }: { project: ParkProject; record: JudgedRecord },
    kind: JudgedKind,
  ): Promise<VerifierStanding> {
    const { organizationId, organizationKind, regionCode } = actor;
    const may = organizationKind === 'COLLABORATION_OFFICE' && organizationId !== record.submitterId;
    const reported = await this.reported(tx, project, record);
    const standing = may && regionCode !== null ? verifierStanding(regionCode, reported) : null;
    if (!standing) return refuse(capitalRefusals.VERIFIER_OF_REPORTER(kind.path));
    await requireStranger(tx, actor, record, kind);
    return standing;
  }

  /** Offices that may verify it. */
  async offices(tx: Tx, project: ParkProject, record: JudgedRecord): Promise<string[]> {
    const reported = await this.reported(tx, project, record);
    return this.among(tx, reported, record, (region) => verifierStanding(region, reported) !== null);
  }

  /** Refuses unless another office than the first, of the other side or a province’s, speaks by another person. */
  async requireSecond(
    tx: Tx,
    { organizationId, organizationKind, regionCode, memberId }: Actor,
    project: ParkProject,
    first: FirstWord,
    path: RefusalPath,
  ): Promise<void> {
    const may = organizationKind === 'COLLABORATION_OFFICE' && organizationId !== first.submitterId;
    const reported = await this.reported(tx, project, first);
    if (!may || regionCode === null || !speaksSecond(regionCode, reported))
      refuse(projectRefusals.SUCCESSION_OTHER_OFFICE(path));
    if (await isSamePerson(tx, memberId, [first.submittedBy]))
      refuse(projectRefusals.SUCCESSION_OTHER_PERSON(path));
  }

  /** Offices that may. */
  async secondOffices(tx: Tx, project: ParkProject, first: FirstWord): Promise<string[]> {
    const reported = await this.reported(tx, project, first);
    return this.among(tx, reported, first, (region) => speaksSecond(region, reported));
  }

  private async among(
    tx: Tx,
    reported: Reported,
    { submitterId }: FirstWord,
    may: (regionCode: string) => boolean,
  ): Promise<string[]> {
    const places = [reported.parkCounty, ...(reported.eastRegion ? [reported.eastRegion] : [])];
    const offices: string[] = [];
    for (const place of places) offices.push(...(await this.organizations.covering(tx, place, 'VERIFIER')));
    const known = await this.organizations.many(tx, offices);
    return offices.filter((id) => {
      const office = known.get(id);
      return office && id !== submitterId && may(office.regionCode);
    });
  }

  private async reported(tx: Tx, project: ParkProject, record: FirstWord): Promise<Reported> {
    const { countyCode: parkCounty } = await this.projects.place(tx, project);
    const reporter = await this.organizations.find(tx, record.submitterId);
    const { eastRegionCode: eastRegion } = project;
    return { parkCounty, eastRegion, reporterRegion: reporter?.regionCode ?? null };
  }
}

async function requireStranger(tx: Tx, actor: Actor, record: JudgedRecord, kind: JudgedKind): Promise<void> {
  const papers = await tx.query<{ by: string; office: string }>(
    `SELECT DISTINCT e.submitted_by AS by, e.submitter_id AS office FROM ${kind.papers} x JOIN project_evidence e ON e.id = x.evidence_id
      WHERE x.record_id = $1`,
    [record.id],
  );
  const spoken = await spokenFor(tx, record, kind);
  const acted = [
    record.submittedBy,
    ...spoken.map(({ memberId }) => memberId),
    ...papers.map(({ by }) => by),
  ];
  const own = papers.some(({ office }) => office === actor.organizationId);
  if (own || (await isSamePerson(tx, actor.memberId, acted)))
    refuse(capitalRefusals.VERIFIER_INVOLVED(kind.path));
}

function spokenFor(tx: Tx, { id }: JudgedRecord, { checks }: JudgedKind): Promise<Spoken[]> {
  return tx.query(
    `SELECT organization_id AS "organizationId", member_id AS "memberId", standing FROM ${checks} WHERE record_id = $1`,
    [id],
  );
}
