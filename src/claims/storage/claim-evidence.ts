import { Injectable } from '@nestjs/common';
import { refuse, type RefusalPath } from '../../../libs/workflow/src/index';
import { Files, type Actor, type Tx } from '../../platform/index';
import { claimsRefusals, MOST_EVIDENCE } from '../domain/claims.refusals';
import type { EvidenceKind } from '../domain/evidence-kinds';
import type { Claim } from './claim.entity';
import { ClaimBook } from './claim-book';
import { ClaimOffices } from './claim-offices';

export interface SaidEvidence {
  readonly kind: EvidenceKind;
  readonly fileId: string;
}

/** 佐证材料 of a claim: files with their hash, read by its claimant and by the offices that verify it. */
@Injectable()
export class ClaimEvidence {
  constructor(
    private readonly files: Files,
    private readonly book: ClaimBook,
    private readonly offices: ClaimOffices,
  ) {}

  /** Refuses files of others, and one file as proof of two things, also under another id. */
  async attach(
    tx: Tx,
    actor: Actor,
    claim: Claim,
    papers: readonly SaidEvidence[],
    path: RefusalPath,
  ): Promise<void> {
    if (papers.length === 0) return;
    const fileIds = papers.map(({ fileId }) => fileId);
    await this.files.attach(tx, actor, fileIds, await this.readers(tx, claim), path);
    const written = await tx.query(
      `INSERT INTO claim_evidence (claim_id, file_id, kind, sha256, attached_by, attached_at)
       SELECT $1, f.id, e.kind, f.sha256, $4, $5 FROM unnest($2::uuid[], $3::text[]) AS e (file_id, kind) JOIN files f ON f.id = e.file_id
       ON CONFLICT DO NOTHING RETURNING file_id`,
      [claim.id, fileIds, papers.map(({ kind }) => kind), actor.memberId, tx.at],
    );
    if (written.length !== papers.length) refuse(claimsRefusals.EVIDENCE_TWICE(path));
    const [all] = await tx.query<{ n: number }>(
      'SELECT count(*)::int AS n FROM claim_evidence WHERE claim_id = $1',
      [claim.id],
    );
    if ((all?.n ?? 0) > MOST_EVIDENCE) refuse(claimsRefusals.EVIDENCE_TOO_MANY(path));
  }

  /** Said anew, perhaps for another place: whoever may verify it now reads its papers. */
  async share(tx: Tx, actor: Actor, claim: Claim): Promise<void> {
    const papers = await tx.query<{ id: string }>(
      'SELECT file_id AS id FROM claim_evidence WHERE claim_id = $1',
      [claim.id],
    );
    const fileIds = papers.map(({ id }) => id);
    await this.files.attach(tx, actor, fileIds, await this.readers(tx, claim), ['claimId']);
  }

  private async readers(tx: Tx, claim: Claim): Promise<string[]> {
    const { EAST, WEST } = await this.offices.verifying(tx, await this.book.place(tx, claim));
    return [...new Set([...EAST, ...WEST])];
  }
}
