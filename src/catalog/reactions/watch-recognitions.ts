import { Role } from '../../organizations/index';
import {
  addDays,
  businessDateOf,
  Clock,
  Database,
  Repeated,
  startOfBusinessDate,
  Transactions,
  type Ticks,
  type Tx,
} from '../../platform/index';
import { CatalogWork } from '../storage/catalog-work';
import { RecognitionRow } from '../storage/recognition.entity';
import { RecognitionSteps } from '../storage/recognition-steps';

/** How long before its end a recognition is put before the county for the yearly re-check. */
const NOTICE_DAYS = 60;

/** Recognitions near their end are put before the county; those past it have expired. */
@Repeated({ name: 'watch-recognitions', everySeconds: 600 })
export class WatchRecognitions implements Ticks {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly transactions: Transactions,
    private readonly recognitions: RecognitionSteps,
    private readonly work: CatalogWork,
  ) {}

  async tick(): Promise<void> {
    const today = businessDateOf(this.clock.now());
    const due = await this.database.query<{ id: string }>(
      `SELECT r.id FROM recognitions r WHERE r.state = 'RECOGNISED' AND r.valid_to < $1::date
       ORDER BY r.valid_to LIMIT 500`,
      [addDays(today, NOTICE_DAYS)],
    );
    for (const { id } of due) await this.transactions.run((tx) => this.look(tx, id, today));
  }

  private async look(tx: Tx, id: string, today: string): Promise<void> {
    const recognition = await tx.manager.findOneBy(RecognitionRow, { id });
    if (recognition?.state !== 'RECOGNISED' || recognition.validTo === null) return;
    if (recognition.validTo < today) {
      await this.recognitions.take(tx, null, { recognition, verb: 'expire', action: 'watchRecognitions' });
      await this.work.done(tx, 'Recognition', id);
      return;
    }
    await this.work.forCounty(tx, recognition.originCountyCode, Role.COUNTY_REVITAL, {
      kind: 'RECHECK_RECOGNITION',
      subjectKind: 'Recognition',
      subjectId: id,
      dueAt: startOfBusinessDate(addDays(recognition.validTo, 1)),
    });
  }
}
