import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { refuse } from '../../../libs/workflow/src/index';
import type { AgreementFacts } from '../../pairing/index';
import { AuditChain, canonicalJson, notFound, sha256Of, type Actor, type Tx } from '../../platform/index';
import { figuresOf } from '../domain/period-report';
import {
  lineText,
  restatedTotal,
  type RestatedFigures,
  type RestatementDocument,
} from '../domain/restatement-document';
import { restatementRefusals } from '../domain/restatement.refusals';
import { MOST_CHANGES } from '../domain/restatement.states';
import type { CountingPeriod } from './counting-period.entity';
import { CountingRestatement } from './counting-restatement.entity';
import type { NewEntry } from './new-entries';
import { LISTED_COLUMNS, PeriodListFacts } from './period-list-facts';
import { RestatementPlans, type PlannedChange } from './restatement-plans';

export interface SaidRestatement {
  readonly outEntryIds: readonly string[];
  readonly inPortionIds: readonly string[];
  readonly reason: string;
}

export const restatementCause = (id: string) => `restatement:${id}`;

/** Restatements with what they would write; text and changes never change once they are proposed. */
@Injectable()
export class Restatements {
  constructor(
    private readonly plans: RestatementPlans,
    private readonly facts: PeriodListFacts,
    private readonly chain: AuditChain,
  ) {}

  /** The caller holds the orders and the month. */
  async propose(
    tx: Tx,
    actor: Actor,
    { period, agreement }: { period: CountingPeriod; agreement: AgreementFacts },
    said: SaidRestatement,
  ): Promise<CountingRestatement> {
    await this.requireNone(tx, period.id);
    requireChanges(said);
    const id = randomUUID();
    const restated = { period, scheme: agreement.kind, cause: restatementCause(id) };
    const planned = [
      ...(await this.plans.out(tx, restated, said.outEntryIds)),
      ...(await this.plans.in(tx, restated, said.inPortionIds)),
    ];
    const portions = planned.map(({ line }) => line.portionId);
    if (new Set(portions).size < portions.length)
      refuse(restatementRefusals.CHANGE_REPEATED(['inPortionIds']));
    const content = canonicalJson(await this.document(tx, id, period, planned, said.reason));
    const restatement: CountingRestatement = {
      id,
      periodId: period.id,
      fromRevision: period.revision,
      state: 'PROPOSED',
      reason: said.reason,
      content,
      sha256: sha256Of(Buffer.from(content)),
      proposedBy: actor.memberId,
      proposedAt: tx.at,
      decidedAt: null,
      version: 1,
    };
    await tx.add(CountingRestatement, restatement);
    await this.addChanges(tx, id, planned);
    return restatement;
  }

  async find(tx: Tx, id: string): Promise<CountingRestatement> {
    const restatement = await tx.manager.findOneBy(CountingRestatement, { id });
    if (!restatement) throw notFound(['restatementId']);
    return restatement;
  }

  async lock(tx: Tx, id: string): Promise<CountingRestatement> {
    const restatement = await tx.manager.findOne(CountingRestatement, {
      where: { id },
      lock: { mode: 'pessimistic_write' },
    });
    if (!restatement) throw notFound(['restatementId']);
    return restatement;
  }

  /** The entries it will write, in their order. */
  async planned(tx: Tx, id: string): Promise<NewEntry[]> {
    const rows = await tx.query<{ columns: NewEntry }>(
      'SELECT columns FROM counting_restatement_changes WHERE restatement_id = $1 ORDER BY position',
      [id],
    );
    return rows.map(({ columns }) => columns);
  }

  private async requireNone(tx: Tx, periodId: string): Promise<void> {
    const open = await tx.query(
      `SELECT FROM counting_restatements WHERE period_id = $1 AND state IN ('PROPOSED', 'SIGNED_ONE')`,
      [periodId],
    );
    if (open.length > 0) refuse(restatementRefusals.RESTATEMENT_OPEN(['periodId']));
  }

  private async document(
    tx: Tx,
    id: string,
    period: CountingPeriod,
    planned: readonly PlannedChange[],
    reason: string,
  ): Promise<RestatementDocument> {
    const changes = planned.map(({ line }) => line);
    const cells = await this.facts.cells(tx, period);
    const texts = await this.facts.listTexts(tx, period, LISTED_COLUMNS);
    const listed = (lines: readonly string[]): RestatedFigures['list'] => ({
      count: lines.length,
      sha256: sha256Of(Buffer.from(lines.join('\n'))),
    });
    return {
      document: '统计期重述书',
      format: 1,
      id,
      agreementId: period.agreementId,
      periodId: period.id,
      month: period.month.slice(0, 7),
      fromRevision: period.revision,
      restates: await this.facts.signedText(tx, period),
      reason,
      changes,
      before: { list: listed(texts), total: figuresOf(cells) },
      after: { list: listed([...texts, ...changes.map(lineText)]), total: restatedTotal(cells, changes) },
      auditHead: await this.chain.head(tx),
    };
  }

  private async addChanges(tx: Tx, id: string, planned: readonly PlannedChange[]): Promise<void> {
    await tx.query(
      `INSERT INTO counting_restatement_changes (restatement_id, position, entry_id, kind, portion_id, fen, columns)
       SELECT $1, position, entry_id, kind, portion_id, fen, columns
         FROM unnest($2::uuid[], $3::text[], $4::uuid[], $5::bigint[], $6::jsonb[])
           WITH ORDINALITY c (entry_id, kind, portion_id, fen, columns, position)`,
      [
        id,
        planned.map(({ line }) => line.entryId),
        planned.map(({ line }) => line.kind),
        planned.map(({ line }) => line.portionId),
        planned.map(({ line }) => String(line.fen)),
        planned.map(({ entry }) => JSON.stringify(entry)),
      ],
    );
  }
}

function requireChanges({ outEntryIds, inPortionIds }: SaidRestatement): void {
  const all = [...outEntryIds, ...inPortionIds];
  if (all.length === 0) refuse(restatementRefusals.CHANGES_MISSING(['outEntryIds']));
  if (all.length > MOST_CHANGES) refuse(restatementRefusals.CHANGES_TOO_MANY(['outEntryIds']));
  if (new Set(outEntryIds).size < outEntryIds.length)
    refuse(restatementRefusals.CHANGE_REPEATED(['outEntryIds']));
  if (new Set(inPortionIds).size < inPortionIds.length)
    refuse(restatementRefusals.CHANGE_REPEATED(['inPortionIds']));
}
