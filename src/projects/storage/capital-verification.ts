import { Injectable } from '@nestjs/common';
import type { Actor, Tx } from '../../platform/index';
import { CapitalBook } from './capital-book';
import { countPapers } from './capital-papers';
import type { CapitalRecord } from './capital-record.entity';
import type { ParkProject } from './project.entity';
import { RecordJudges, type JudgedKind } from './record-judges';

const KIND: JudgedKind = {
  checks: 'capital_checks',
  papers: 'capital_record_evidence',
  path: ['capitalRecordId'],
};

/** With the second word on a record the sum of the project moves. */
@Injectable()
export class CapitalVerification {
  constructor(
    private readonly judges: RecordJudges,
    private readonly book: CapitalBook,
  ) {}

  async verify(tx: Tx, actor: Actor, project: ParkProject, record: CapitalRecord): Promise<void> {
    const second = record.state === 'VERIFIED_ONE';
    const standing = await this.judges.vouch(tx, actor, { project, record, second }, KIND);
    const step = { action: 'verifyCapitalRecord', data: { standing } };
    if (!second) {
      await this.book.move(tx, actor, record, 'verify', step);
      return;
    }
    await this.book.requireCorrected(tx, project, record);
    const verified = await this.book.move(tx, actor, record, 'confirm', step);
    await countPapers(tx, verified);
    await this.book.verified(tx, verified);
    await this.book.tell(tx, project, verified, 'CAPITAL_VERIFIED');
  }

  async reject(
    tx: Tx,
    actor: Actor,
    { project, record, note }: { project: ParkProject; record: CapitalRecord; note: string },
  ): Promise<void> {
    await this.judges.requireJudge(tx, actor, { project, record }, KIND);
    const rejected = await this.book.move(tx, actor, record, 'reject', {
      action: 'rejectCapitalRecord',
      note,
    });
    await this.book.tell(tx, project, rejected, 'CAPITAL_REJECTED');
  }
}
