import { Injectable } from '@nestjs/common';
import type { Actor, Tx } from '../../platform/index';
import { RecordJudges, type JudgedKind, type ParkProject } from '../../projects/index';
import { OperatingBook } from './operating-book';
import type { OperatingRecord } from './operating-record.entity';

const KIND: JudgedKind = {
  checks: 'operating_checks',
  papers: 'operating_record_evidence',
  path: ['operatingRecordId'],
};

/** With the second word a record counts, and takes the place of an earlier one of its quarter. */
@Injectable()
export class OperatingVerification {
  constructor(
    private readonly judges: RecordJudges,
    private readonly book: OperatingBook,
  ) {}

  async verify(tx: Tx, actor: Actor, project: ParkProject, record: OperatingRecord): Promise<void> {
    const second = record.state === 'VERIFIED_ONE';
    const standing = await this.judges.vouch(tx, actor, { project, record, second }, KIND);
    const step = { action: 'verifyOperatingRecord', data: { standing } };
    if (!second) {
      await this.book.move(tx, actor, record, 'verify', step);
      return;
    }
    const replaced = await this.requireStanding(tx, record);
    if (replaced) {
      const action = 'replaceOperatingRecord';
      const old = await this.book.move(tx, actor, replaced, 'replace', { action });
      await this.book.publish(tx, project, old, record.id);
    }
    const verified = await this.book.move(tx, actor, record, 'confirm', step);
    await this.book.publish(tx, project, verified);
    await this.book.tell(tx, project, verified, 'OPERATING_VERIFIED');
  }

  async reject(
    tx: Tx,
    actor: Actor,
    { project, record, note }: { project: ParkProject; record: OperatingRecord; note: string },
  ): Promise<void> {
    await this.judges.requireJudge(tx, actor, { project, record }, KIND);
    const step = { action: 'rejectOperatingRecord', note };
    const rejected = await this.book.move(tx, actor, record, 'reject', step);
    await this.book.tell(tx, project, rejected, 'OPERATING_REJECTED');
  }

  /** What it takes the place of; refuses papers that meanwhile verify another. */
  private async requireStanding(tx: Tx, record: OperatingRecord): Promise<OperatingRecord | null> {
    const papers = await tx.query<{ id: string }>(
      'SELECT evidence_id AS id FROM operating_record_evidence WHERE record_id = $1',
      [record.id],
    );
    await this.book.requireUnused(
      tx,
      record,
      papers.map(({ id }) => id),
    );
    return this.book.requireReplaced(tx, record);
  }
}
