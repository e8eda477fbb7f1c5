import { Injectable } from '@nestjs/common';
import { refuse, type RefusalPath } from '../../../libs/workflow/src/index';
import { isSamePerson } from '../../organizations/index';
import { addDays, businessDateOf, hasRole, type Actor, type Tx } from '../../platform/index';
import { Regions, wholeNumberOf } from '../../regions/index';
import { projectRefusals } from '../domain/project.refusals';
import { LEAST_SOURCES, independentSources, unmetNeeds } from '../domain/project-sources';
import { needsNoPapers, type Stage } from '../domain/project.states';
import type { ParkProject } from './project.entity';
import { ProjectBook } from './project-book';
import { ProjectPapers, type InsideProject, type KeptPaper } from './project-papers';

const OFFICE_ROLES = ['COORD_COUNTY', 'COORD_CITY', 'COORD_PROV', 'VERIFIER'];

interface Advancing {
  readonly stage: Stage;
  readonly evidenceIds: readonly string[];
  readonly occurredOn: string;
  /** With REGISTERED: its own papers are the investor’s. */
  readonly enterprise: Pick<ParkProject, 'enterpriseName' | 'enterpriseUscc'> | null;
}

/** What a stage asks before it is reached. */
@Injectable()
export class StageProving {
  constructor(
    private readonly regions: Regions,
    private readonly book: ProjectBook,
    private readonly papers: ProjectPapers,
  ) {}

  /** The papers that prove the stage; refuses what is missing. */
  async prove(
    tx: Tx,
    actor: Actor,
    project: ParkProject,
    { evidenceIds, stage, enterprise, occurredOn }: Advancing,
  ): Promise<readonly KeptPaper[]> {
    if (needsNoPapers(stage)) {
      await this.book.requireHandler(tx, actor, project);
      if (evidenceIds.length > 0) refuse(projectRefusals.EVIDENCE_NOT_NEEDED(['evidenceIds']));
      if (stage === 'SITE_VISIT') await requireVisit(tx, project);
      return [];
    }
    await this.requireOffice(tx, actor, project);
    const papers = await this.papers.chosen(tx, project, evidenceIds, ['evidenceIds']);
    if (papers.some(({ proves }) => proves)) refuse(projectRefusals.EVIDENCE_USED(['evidenceIds']));
    await this.requireOthers(tx, actor, papers, ['evidenceIds']);
    await this.requireFresh(tx, project, papers, occurredOn);
    const { parkId, investorId, investorUscc } = project;
    const enterpriseUscc = enterprise?.enterpriseUscc ?? project.enterpriseUscc;
    await this.requireProof(tx, { parkId, investorId, investorUscc, enterpriseUscc }, stage, papers);
    return papers;
  }

  /** What was issued long before proves something else. */
  private async requireFresh(
    tx: Tx,
    project: ParkProject,
    papers: readonly KeptPaper[],
    occurredOn: string,
  ): Promise<void> {
    const { countyCode } = await this.book.place(tx, project);
    const rule = await this.regions.rule('PROJECT_EVIDENCE_DAYS', businessDateOf(tx.at), countyCode, tx);
    const days = wholeNumberOf(rule);
    const earliest = addDays(occurredOn, -days);
    if (papers.some(({ issuedOn }) => issuedOn < earliest))
      refuse(projectRefusals.EVIDENCE_TOO_OLD({ earliest }, ['evidenceIds']));
  }

  /** Whoever else it was released to sees it, and proves nothing. */
  async requireOffice(
    tx: Tx,
    actor: Actor,
    project: ParkProject,
    path: RefusalPath = ['projectId'],
  ): Promise<void> {
    if (!hasRole(actor, ...OFFICE_ROLES) || !(await this.book.isOver(tx, actor, project)))
      refuse(projectRefusals.ADVANCED_BY_OFFICE(path));
  }

  /** Four eyes: none of them brought by the actor, under any account, or by his organization. */
  async requireOthers(tx: Tx, actor: Actor, papers: readonly KeptPaper[], path: RefusalPath): Promise<void> {
    const own = papers.some(({ submitterId }) => submitterId === actor.organizationId);
    const submitters = papers.map(({ submittedBy }) => submittedBy);
    if (own || (await isSamePerson(tx, actor.memberId, submitters)))
      refuse(projectRefusals.EVIDENCE_OF_OWN(path));
  }

  /** Every kind the day asks for, from as many independent sources as the rule says. `what`: a stage, or a kind of capital. */
  async requireProof(
    tx: Tx,
    project: InsideProject,
    what: string,
    papers: readonly KeptPaper[],
    path: RefusalPath = ['evidenceIds'],
  ): Promise<void> {
    const today = businessDateOf(tx.at);
    const needs = await this.papers.needs(tx, what, today);
    const [unmet] = unmetNeeds(needs, papers);
    if (unmet) refuse(projectRefusals.EVIDENCE_KINDS_MISSING({ kinds: unmet.kinds.join(' / ') }, path));
    if (needs.length === 0) refuse(projectRefusals.EVIDENCE_RULE_MISSING(path));
    await this.requireSources(tx, project, papers, path);
  }

  /** As many independent sources as the rule says. */
  async requireSources(
    tx: Tx,
    project: InsideProject,
    papers: readonly KeptPaper[],
    path: RefusalPath,
  ): Promise<void> {
    const today = businessDateOf(tx.at);
    const { countyCode } = await this.book.place(tx, project);
    const rule = wholeNumberOf(await this.regions.rule('PROJECT_LEAST_SOURCES', today, countyCode, tx));
    const least = Math.max(rule, LEAST_SOURCES);
    const insiders = await this.papers.insiders(tx, project, papers);
    if (independentSources(papers, insiders, least) < least)
      refuse(projectRefusals.SOURCES_NOT_INDEPENDENT({ least }, path));
  }
}

async function requireVisit(tx: Tx, { id }: ParkProject): Promise<void> {
  const held = await tx.query(
    `SELECT FROM project_visits WHERE project_id = $1 AND kind = 'SITE_VISIT' AND state = 'DONE' LIMIT 1`,
    [id],
  );
  if (held.length === 0) refuse(projectRefusals.VISIT_MISSING(['projectId']));
}
