import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { refuse, type RefusalPath } from '../../../libs/workflow/src/index';
import { Organizations, RelatedOrganizations, isUscc, type Organization } from '../../organizations/index';
import { Files, businessDateOf, type Actor, type Reader, type Tx } from '../../platform/index';
import {
  independentSources,
  type Insider,
  type Need,
  type Paper,
  type ProjectEvidenceKind,
} from '../domain/project-sources';
import {
  MOST_EVIDENCE_AT_ONCE,
  MOST_ISSUERS,
  MOST_PROJECT_EVIDENCE,
  projectRefusals,
} from '../domain/project.refusals';
import type { ParkProject } from './project.entity';
import { ProjectBook, opensAt } from './project-book';
import { familyOf } from './project-enterprises';

export interface SaidPaper {
  readonly kind: ProjectEvidenceKind;
  readonly fileId: string;
  readonly issuers: readonly { readonly name: string; readonly uscc: string }[];
  readonly documentNo: string;
  readonly issuedOn: string;
}

export interface KeptPaper extends Paper {
  readonly id: string;
  readonly issuedOn: string;
  readonly submittedBy: string;
  readonly submitterId: string;
  readonly submittedAt: Date;
  readonly proves: boolean;
}

/** Whose word alone is no source. */
export type InsideProject = Pick<ParkProject, 'parkId' | 'investorId' | 'investorUscc' | 'enterpriseUscc'>;

/** 佐证材料 of projects: files with hash, issuers, number and day; none is ever taken away. */
@Injectable()
export class ProjectPapers {
  constructor(
    private readonly files: Files,
    private readonly book: ProjectBook,
    private readonly organizations: Organizations,
    private readonly related: RelatedOrganizations,
  ) {}

  async attach(tx: Tx, actor: Actor, project: ParkProject, papers: readonly SaidPaper[]): Promise<string[]> {
    if (papers.length === 0) refuse(projectRefusals.EVIDENCE_MISSING(['evidence']));
    if (papers.length > MOST_EVIDENCE_AT_ONCE) refuse(projectRefusals.EVIDENCE_TOO_MANY(['evidence']));
    const today = businessDateOf(tx.at);
    papers.forEach((paper, index) => requireSound(paper, today, ['evidence', index]));
    const readers = await this.book.knowing(tx, project);
    await this.files.attach(
      tx,
      actor,
      papers.map(({ fileId }) => fileId),
      readers,
      ['evidence'],
    );
    const ids: string[] = [];
    for (const [index, paper] of papers.entries())
      ids.push(await this.add(tx, actor, project, paper, ['evidence', index, 'fileId']));
    const [all] = await tx.query<{ n: number }>(
      'SELECT count(*)::int AS n FROM project_evidence WHERE project_id = $1',
      [project.id],
    );
    if ((all?.n ?? 0) > MOST_PROJECT_EVIDENCE) refuse(projectRefusals.EVIDENCE_TOO_MANY(['evidence']));
    return ids;
  }

  /** Of this project, each once; refuses others. */
  async chosen(
    tx: Tx,
    project: ParkProject,
    ids: readonly string[],
    path: RefusalPath,
  ): Promise<KeptPaper[]> {
    if (ids.length === 0) refuse(projectRefusals.EVIDENCE_MISSING(path));
    if (ids.length > MOST_EVIDENCE_AT_ONCE) refuse(projectRefusals.EVIDENCE_TOO_MANY(path));
    const papers = await tx.query<KeptPaper>(
      `SELECT e.id, e.kind, e.issuer_usccs AS issuers, e.issued_on AS "issuedOn", e.submitted_by AS "submittedBy",
         e.submitter_id AS "submitterId", e.submitted_at AS "submittedAt",
         EXISTS (SELECT FROM project_step_evidence x WHERE x.evidence_id = e.id) AS proves
       FROM project_evidence e WHERE e.project_id = $1 AND e.id = ANY($2::uuid[])`,
      [project.id, ids],
    );
    if (papers.length !== ids.length) refuse(projectRefusals.EVIDENCE_UNKNOWN(path));
    return papers;
  }

  /** What the date asks of a stage, or of a kind of capital. */
  async needs(reader: Reader, stage: string, on: string): Promise<Need[]> {
    return reader.query<Need>(
      `SELECT position, kinds FROM stage_evidence_needs
        WHERE stage = $1 AND valid_from <= $2::date AND (valid_to IS NULL OR valid_to >= $2::date) ORDER BY position`,
      [stage, on],
    );
  }

  /** Codes that speak for the park or for the investor: their own, their successors’ and those of their houses. */
  async insiders(tx: Tx, project: InsideProject, papers: readonly Paper[]): Promise<Map<string, Insider>> {
    const { operatorId } = await this.book.place(tx, project);
    const issuers = [...new Set(papers.flatMap((paper) => paper.issuers))];
    const known = await tx.query<Pick<Organization, 'id' | 'uscc'>>(
      'SELECT id, uscc FROM organizations WHERE uscc = ANY($1) OR id = $2 OR id = $3',
      [[...issuers, project.investorUscc], operatorId, project.investorId],
    );
    const investors = known.filter(
      ({ id, uscc }) => id === project.investorId || uscc === project.investorUscc,
    );
    const sameHouse = await this.related.among(
      tx,
      known.map(({ id }) => id),
    );
    const own = await familyOf(tx, [
      project.investorUscc,
      ...(project.enterpriseUscc ? [project.enterpriseUscc] : []),
    ]);
    const insiders = new Map<string, Insider>(own.map((uscc) => [uscc, 'INVESTOR']));
    for (const { id, uscc } of known) {
      if (!uscc || insiders.has(uscc)) continue;
      if (sameHouse(id, operatorId)) insiders.set(uscc, 'PARK');
      else if (investors.some((investor) => sameHouse(id, investor.id))) insiders.set(uscc, 'INVESTOR');
    }
    return insiders;
  }

  /** The last day on which somebody beside park and investor issued one of them. */
  async spokeOn(tx: Tx, project: ParkProject, ids: readonly string[]): Promise<string | null> {
    const papers = await this.chosen(tx, project, ids, ['evidence']);
    const insiders = await this.insiders(tx, project, papers);
    const spoken = papers.filter((paper) => independentSources([paper], insiders, 1) > 0);
    return (
      spoken
        .map(({ issuedOn }) => issuedOn)
        .toSorted()
        .at(-1) ?? null
    );
  }

  private async add(
    tx: Tx,
    actor: Actor,
    project: ParkProject,
    { kind, fileId, issuers, documentNo, issuedOn }: SaidPaper,
    path: RefusalPath,
  ): Promise<string> {
    const id = randomUUID();
    const written = await tx.query(
      `INSERT INTO project_evidence (id, project_id, file_id, sha256, kind, issuer_usccs, issuer_names, document_no, issued_on,
         submitted_by, submitter_id, submitted_at, opens_at)
       SELECT $1, $2, f.id, f.sha256, $4, $5, $6, $7, $8, $9, $10, $11, $12 FROM files f WHERE f.id = $3
       ON CONFLICT (project_id, sha256) DO NOTHING RETURNING id`,
      [
        id,
        project.id,
        fileId,
        kind,
        issuers.map(({ uscc }) => uscc),
        issuers.map(({ name }) => name),
        documentNo,
        issuedOn,
        actor.memberId,
        actor.organizationId,
        tx.at,
        opensAt(project),
      ],
    );
    if (written.length === 0) refuse(projectRefusals.EVIDENCE_TWICE(path));
    return id;
  }
}

function requireSound({ issuers, issuedOn }: SaidPaper, today: string, path: RefusalPath): void {
  const codes = new Set(issuers.map(({ uscc }) => uscc));
  if (issuers.length === 0 || issuers.length > MOST_ISSUERS || codes.size !== issuers.length)
    refuse(projectRefusals.ISSUERS_MISSING([...path, 'issuers']));
  issuers.forEach(({ uscc }, index) => {
    if (!isUscc(uscc)) refuse(projectRefusals.USCC_INVALID([...path, 'issuers', index, 'uscc']));
  });
  if (issuedOn > today) refuse(projectRefusals.EVIDENCE_IN_FUTURE([...path, 'issuedOn']));
}
