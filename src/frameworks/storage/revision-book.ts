import { Injectable } from '@nestjs/common';
import { Audit, notFound, type Actor, type Tx } from '../../platform/index';
import type { FrameworkSide } from '../domain/framework.states';
import type { AgreedPrice } from '../domain/price-on';
import type { LineRevision, StandingLine } from '../domain/revised-lines';
import { revisionStates, type RevisionState } from '../domain/revision.states';
import type { FrameworkAgreement } from './framework-agreement.entity';
import { FrameworkBook } from './framework-book';
import { FrameworkDesk } from './framework-desk';
import type { FrameworkLine } from './framework-line.entity';
import { FrameworkPrices } from './framework-prices';
import { FrameworkRevision } from './framework-revision.entity';

export interface LockedRevision {
  readonly framework: FrameworkAgreement;
  readonly side: FrameworkSide;
  readonly revision: FrameworkRevision;
}

/** Revisions under the lock of their framework, with the audit row and the desks of each step. */
@Injectable()
export class RevisionBook {
  constructor(
    private readonly frameworks: FrameworkBook,
    private readonly audit: Audit,
    private readonly desk: FrameworkDesk,
    private readonly prices: FrameworkPrices,
  ) {}

  async lockFor(
    tx: Tx,
    actor: Actor,
    revisionId: string,
    sides: readonly FrameworkSide[],
  ): Promise<LockedRevision> {
    const found = await tx.manager.findOne(FrameworkRevision, { where: { id: revisionId } });
    if (!found) throw notFound(['revisionId']);
    const { framework, side } = await this.frameworks.lockFor(tx, actor, found.frameworkId, sides, [
      'revisionId',
    ]);
    const revision = await tx.manager.findOneOrFail(FrameworkRevision, { where: { id: revisionId } });
    return { framework, side, revision };
  }

  /** The lines with every price agreed for them. */
  async standing(
    tx: Tx,
    framework: FrameworkAgreement,
  ): Promise<(FrameworkLine & { prices: readonly AgreedPrice[] })[]> {
    const lines = await this.frameworks.lines(tx, framework);
    const prices = await this.prices.of(
      tx,
      lines.map(({ id }) => id),
    );
    return lines.map((line) => Object.assign({ prices: prices.get(line.id) ?? [] }, line));
  }

  async add(
    tx: Tx,
    actor: Actor,
    framework: FrameworkAgreement,
    revision: FrameworkRevision,
    lines: readonly LineRevision<StandingLine>[],
  ): Promise<void> {
    await tx.add(FrameworkRevision, revision);
    for (const { line, newPrice, newCap } of lines)
      await tx.query(
        `INSERT INTO framework_revision_lines (revision_id, line_id, unit_price_fen, price_from, cap_base)
         VALUES ($1, $2, $3, $4, $5)`,
        [revision.id, line.id, newPrice?.fen ?? null, newPrice?.fromOn ?? null, newCap],
      );
    await this.record(tx, revision, 'proposeFrameworkRevision', actor, undefined);
    await this.desk.askForRevision(tx, framework, revision.id);
  }

  async move(
    tx: Tx,
    { framework, revision }: Omit<LockedRevision, 'side'>,
    verb: 'signFirst' | 'signSecond' | 'withdraw',
    actor: Actor | null,
    changes: Partial<FrameworkRevision> = {},
  ): Promise<FrameworkRevision> {
    const state = revisionStates.next(revision.state, verb, ['revisionId']);
    const moved = await tx.change(FrameworkRevision, revision, { ...changes, state });
    await this.record(tx, moved, verb, actor, revision.state);
    if (state === 'SIGNED_BY_ONE') return moved;
    await this.desk.revisionDone(tx, framework, revision.id);
    const kind = state === 'IN_FORCE' ? 'FRAMEWORK_REVISION_IN_FORCE' : 'FRAMEWORK_REVISION_WITHDRAWN';
    await this.desk.tell(tx, framework, kind, ['BUYER', 'SUPPLIER']);
    return moved;
  }

  /** Nothing waits for this side any more. */
  async signedBy(tx: Tx, { framework, revision, side }: LockedRevision): Promise<void> {
    await this.desk.revisionDone(tx, framework, revision.id, side);
  }

  /** What still waits when the framework ends. */
  async withdrawOpen(tx: Tx, framework: FrameworkAgreement): Promise<void> {
    const open = await this.open(tx, framework.id);
    if (open) await this.move(tx, { framework, revision: open }, 'withdraw', null);
  }

  open(tx: Tx, frameworkId: string): Promise<FrameworkRevision | null> {
    const state = (name: RevisionState) => ({ frameworkId, state: name });
    return tx.manager.findOne(FrameworkRevision, { where: [state('PROPOSED'), state('SIGNED_BY_ONE')] });
  }

  private async record(
    tx: Tx,
    revision: FrameworkRevision,
    action: string,
    actor: Actor | null,
    fromState: RevisionState | undefined,
  ): Promise<void> {
    await this.audit.record(tx, {
      actor,
      action,
      subjectKind: 'FrameworkRevision',
      subjectId: revision.id,
      ...(fromState ? { fromState } : {}),
      toState: revision.state,
      data: { frameworkId: revision.frameworkId, side: revision.side },
    });
  }
}
