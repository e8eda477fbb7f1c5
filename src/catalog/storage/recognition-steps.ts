import { Injectable } from '@nestjs/common';
import { refuse } from '../../../libs/workflow/src/index';
import { accountsOfPerson } from '../../organizations/index';
import { liesWithin } from '../../regions/index';
import { notFound, Audit, type Actor, type Tx } from '../../platform/index';
import { catalogRefusals } from '../domain/catalog.refusals';
import { recognitionStates, type RecognitionVerb } from '../domain/recognition.states';
import { RecognitionRow } from './recognition.entity';

export interface RecognitionStep {
  readonly recognition: RecognitionRow;
  readonly verb: RecognitionVerb;
  readonly action: string;
  readonly changes?: Partial<RecognitionRow>;
  readonly note?: string | null;
}

interface Seen {
  readonly recognitionId: string;
  readonly expectedVersion: number;
}

/** Finds recognitions and takes them one step on; each step by another person (I18). */
@Injectable()
export class RecognitionSteps {
  constructor(private readonly audit: Audit) {}

  /** As the actor has seen it; NOT_FOUND for a county department of another region. */
  async inReach(tx: Tx, actor: Actor, seen: Seen): Promise<RecognitionRow> {
    const recognition = await tx.manager.findOneBy(RecognitionRow, { id: seen.recognitionId });
    if (!recognition || !reaches(actor, recognition)) throw notFound(['recognitionId']);
    tx.expectVersion(recognition, seen.expectedVersion);
    return recognition;
  }

  /** Refuses SAME_PERSON where the actor took an earlier step of it, or belongs to the applicant. */
  async requireOtherPerson(tx: Tx, actor: Actor, recognition: RecognitionRow): Promise<void> {
    const own = await tx.query(
      'SELECT 1 FROM recognition_steps WHERE recognition_id = $1 AND (member_id = ANY($2) OR (verb = $4 AND organization_id = $3))',
      [recognition.id, await accountsOfPerson(tx, actor.memberId), actor.organizationId, 'apply'],
    );
    if (own.length > 0) refuse(catalogRefusals.SAME_PERSON(['recognitionId']));
  }

  /** Refuses RECOGNITION_RUNNING where the product has one under way or valid. */
  async apply(tx: Tx, actor: Actor, recognition: RecognitionRow): Promise<void> {
    await tx.query('SELECT 1 FROM products WHERE id = $1 FOR UPDATE', [recognition.productId]);
    const running = await tx.query(
      `SELECT 1 FROM recognitions WHERE product_id = $1
         AND state IN ('APPLIED', 'COUNTY_CERTIFIED', 'REVIEWED', 'PUBLICISED', 'RECOGNISED')`,
      [recognition.productId],
    );
    if (running.length > 0) refuse(catalogRefusals.RECOGNITION_RUNNING(['productId']));
    await tx.add(RecognitionRow, recognition);
    await this.note(tx, actor, recognition, 'apply', null);
    await this.audit.record(tx, {
      actor,
      action: 'applyForRecognition',
      subjectKind: 'Recognition',
      subjectId: recognition.id,
      toState: recognition.state,
      data: { productId: recognition.productId },
    });
  }

  async take(tx: Tx, actor: Actor | null, step: RecognitionStep): Promise<RecognitionRow> {
    const { recognition, verb, action } = step;
    const state = recognitionStates.next(recognition.state, verb, ['recognitionId']);
    const next = await tx.change(RecognitionRow, recognition, { ...step.changes, state });
    await this.note(tx, actor, next, verb, step.note ?? null);
    await this.audit.record(tx, {
      actor,
      action,
      subjectKind: 'Recognition',
      subjectId: recognition.id,
      fromState: recognition.state,
      toState: state,
      data: { productId: recognition.productId, validTo: next.validTo },
    });
    return next;
  }

  private async note(
    tx: Tx,
    actor: Actor | null,
    recognition: RecognitionRow,
    verb: string,
    note: string | null,
  ): Promise<void> {
    await tx.query(
      `INSERT INTO recognition_steps (recognition_id, verb, member_id, organization_id, note, valid_to, at)
       VALUES ($1, $2, $3, $4, $5, $6, $7)`,
      [
        recognition.id,
        verb,
        actor?.memberId ?? null,
        actor?.organizationId ?? null,
        note,
        recognition.validTo,
        tx.at,
      ],
    );
  }
}

function reaches(actor: Actor, recognition: RecognitionRow): boolean {
  if (actor.organizationKind === 'PLATFORM_OPERATIONS') return true;
  if (actor.organizationKind === 'COUNTY_DEPARTMENT')
    return actor.regionCode !== null && liesWithin(recognition.originCountyCode, actor.regionCode);
  return recognition.supplierId === actor.organizationId;
}
