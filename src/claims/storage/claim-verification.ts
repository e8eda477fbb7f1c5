import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { refuse, type RefusalPath } from '../../../libs/workflow/src/index';
import { SoldElsewhere } from '../../catalog/index';
import { Events, type Actor, type Tx } from '../../platform/index';
import { claimEvents, claimStream } from '../domain/claim.events';
import { claimStates } from '../domain/claim.states';
import { claimsRefusals, MOST_VERIFIED_AT_ONCE } from '../domain/claims.refusals';
import { LEAST_EVIDENCE_KINDS } from '../domain/evidence-kinds';
import type { Claim, ClaimLine } from './claim.entity';
import { ClaimBook } from './claim-book';
import { ClaimEntry } from './claim-entry';
import { ClaimOffices, type ClaimSide } from './claim-offices';
import { ClaimPapers, type ClaimPaper } from './claim-papers';
import { requireNoneExact } from './claim-twins';

/** A claim as its verifier has read it. */
export interface ReadClaim {
  readonly claimId: string;
  readonly expectedVersion: number;
  readonly sha256: string;
  /** Why it is another purchase than the one it resembles. */
  readonly distinctBecause?: string | null;
}

interface Loaded {
  readonly read: ReadClaim;
  readonly claim: Claim;
  readonly lines: readonly ClaimLine[];
  readonly paper: ClaimPaper;
  readonly path: RefusalPath;
}

/** Two people of two offices, one of each side, vouch for a claim; with the second it is confirmed and its goods are sold. */
@Injectable()
export class ClaimVerification {
  constructor(
    private readonly book: ClaimBook,
    private readonly offices: ClaimOffices,
    private readonly papers: ClaimPapers,
    private readonly entry: ClaimEntry,
    private readonly stock: SoldElsewhere,
    private readonly events: Events,
  ) {}

  async verify(tx: Tx, actor: Actor, read: readonly ReadClaim[]): Promise<void> {
    if (read.length === 0 || read.length > MOST_VERIFIED_AT_ONCE)
      refuse(claimsRefusals.NOTHING_TO_VERIFY(['claims']));
    if (new Set(read.map(({ claimId }) => claimId)).size !== read.length)
      refuse(claimsRefusals.CLAIM_TWICE(['claims']));
    const loaded = await this.load(tx, actor, read);
    await this.stock.lockRows(
      tx,
      loaded.flatMap(({ lines }) => lines.map(({ lotId }) => lotId)),
    );
    for (const one of loaded) await this.vouch(tx, actor, one);
  }

  /** Claims first, in the order of their ids, then all their lots: the order everybody follows. */
  private async load(tx: Tx, actor: Actor, read: readonly ReadClaim[]): Promise<Loaded[]> {
    const sorted = read
      .map((one, index) => ({ one, index }))
      .sort((a, b) => (a.one.claimId < b.one.claimId ? -1 : 1));
    const papers: Loaded[] = [];
    for (const { one, index } of sorted) {
      const path: RefusalPath = ['claims', index];
      const claim = await this.book.lock(tx, one.claimId, [...path, 'claimId']);
      this.offices.requireReach(actor, await this.book.place(tx, claim), [...path, 'claimId']);
      tx.expectVersion(claim, one.expectedVersion, path);
      const paper = (await this.papers.of(tx, [claim.id])).get(claim.id);
      if (!paper) throw new Error(`claim ${claim.id} has no text`);
      papers.push({
        read: one,
        claim,
        paper,
        lines: await this.book.lines(tx, claim),
        path,
      });
    }
    return papers;
  }

  private async vouch(tx: Tx, actor: Actor, { read, claim, lines, paper, path }: Loaded): Promise<void> {
    claimStates.next(claim.state, claim.state === 'VERIFIED_ONE' ? 'confirm' : 'verify', path);
    await this.requireStranger(tx, actor, claim, path);
    const place = await this.book.place(tx, claim);
    const checks = await spokenFor(tx, claim);
    if (checks.some(({ organizationId }) => organizationId === actor.organizationId))
      refuse(claimsRefusals.SIDE_VERIFIED_ALREADY(path));
    const side = this.offices.sideOf(
      actor,
      place,
      checks.map((check) => check.side),
      path,
    );
    requireProven(read, paper, path);
    requireNoneExact(await this.entry.twinsOf(tx, claim.id, claim, lines), () => path);
    await tx.query(
      `INSERT INTO claim_checks (id, claim_id, side, organization_id, member_id, sha256, twin_note, checked_at)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8)`,
      [
        randomUUID(),
        claim.id,
        side,
        actor.organizationId,
        actor.memberId,
        paper.sha256,
        read.distinctBecause ?? null,
        tx.at,
      ],
    );
    const step = { action: 'verifyClaims', data: { side, sha256: paper.sha256 } };
    if (claim.state !== 'VERIFIED_ONE') {
      await this.book.move(tx, claim, 'verify', actor, step);
      await this.book.leaveDesks(tx, claim, (await this.offices.verifying(tx, place))[side]);
      return;
    }
    await this.stock.confirm(
      tx,
      lines.map(({ id }) => id),
      path,
    );
    await this.book.move(tx, claim, 'confirm', actor, step);
    await this.events.publish(tx, {
      stream: claimStream(claim.id),
      kind: claimEvents.confirmed,
      payload: { claimId: claim.id },
    });
    await this.book.tell(tx, claim, 'CLAIM_CONFIRMED', [claim.buyerId, claim.supplierId]);
  }

  /** I18: of neither claimant nor supplier, also where one person has accounts with both, or with both offices. */
  private async requireStranger(tx: Tx, actor: Actor, claim: Claim, path: RefusalPath): Promise<void> {
    const involved = [claim.buyerId, claim.unitId, claim.supplierId];
    const same = await tx.query(
      `SELECT FROM members me JOIN members other ON other.phone_hash = me.phone_hash AND other.id <> me.id
        WHERE me.id = $1 AND (other.organization_id = ANY($2::uuid[])
          OR other.id IN (SELECT member_id FROM claim_checks WHERE claim_id = $3)) LIMIT 1`,
      [actor.memberId, involved, claim.id],
    );
    if (involved.includes(actor.organizationId) || same.length > 0)
      refuse(claimsRefusals.VERIFIER_INVOLVED(path));
  }
}

function requireProven({ sha256, distinctBecause }: ReadClaim, paper: ClaimPaper, path: RefusalPath): void {
  if (sha256 !== paper.sha256) refuse(claimsRefusals.CLAIM_CHANGED(path));
  if (paper.evidenceKinds.size < LEAST_EVIDENCE_KINDS)
    refuse(claimsRefusals.EVIDENCE_KINDS_MISSING({ least: LEAST_EVIDENCE_KINDS }, path));
  if (paper.hasTwins && !distinctBecause) refuse(claimsRefusals.TWIN_UNANSWERED(path));
}

function spokenFor(tx: Tx, { id }: Claim): Promise<{ side: ClaimSide; organizationId: string }[]> {
  return tx.query('SELECT side, organization_id AS "organizationId" FROM claim_checks WHERE claim_id = $1', [
    id,
  ]);
}
