import { DismissFinding, FindingSearch, TakeFinding } from '../../integrity/index';
import { addDays } from '../../platform/index';
import type { Cast } from './cast';
import { done, type Stage } from './stage';

/** Days before the present. */
const SEARCHED = 4;
const TAKEN = 3;
const DECIDED = 2;
const BEFORE_DAWN = 3 * 60;

interface Standing {
  readonly id: string;
  readonly version: number;
  readonly ownerId: string;
}

/** 疑点: the nightly search finds what it finds in invented trade; one matter is looked into and dismissed, the others wait. */
export class FindingDesk {
  private takenId = '';

  constructor(
    private readonly stage: Stage,
    private readonly cast: Cast,
    private readonly lastDay: string,
  ) {}

  /** Before anybody's day begins. */
  async search(day: string): Promise<void> {
    if (day !== addDays(this.lastDay, -SEARCHED)) return;
    this.stage.moveTo(day, BEFORE_DAWN);
    await this.stage.use(FindingSearch).run(day);
    await this.stage.settle();
  }

  async play(day: string): Promise<void> {
    if (day === addDays(this.lastDay, -TAKEN)) await this.take();
    if (day === addDays(this.lastDay, -DECIDED)) await this.dismiss();
    await this.stage.settle();
  }

  private async take(): Promise<void> {
    const [finding] = await this.standing(`state = 'OPEN'`);
    if (!finding) return;
    const { id, version, ownerId } = finding;
    const input = {
      idempotencyKey: 'demo-finding-taken',
      findingId: id,
      expectedVersion: version,
      note: '示例：调取合同与发货单核对。',
    };
    const owner = this.cast.memberOf(ownerId, ['coord', 'second']);
    if (owner) await done('takeFinding', this.stage.use(TakeFinding).execute(owner, input));
    this.takenId = id;
  }

  /** By another person than took it up. */
  private async dismiss(): Promise<void> {
    const [finding] = await this.standing(`id::text = $1`, [this.takenId]);
    if (!finding) return;
    const { id, version, ownerId } = finding;
    const input = {
      idempotencyKey: 'demo-finding-dismissed',
      findingId: id,
      expectedVersion: version,
      note: '示例：单据齐全，属正常采购。',
    };
    const head = this.cast.memberOf(ownerId, ['admin']);
    if (head) await done('dismissFinding', this.stage.use(DismissFinding).execute(head, input));
  }

  private standing(where: string, values: readonly unknown[] = []): Promise<Standing[]> {
    return this.stage.database.query<Standing>(
      `SELECT id, version, owner_id AS "ownerId" FROM findings WHERE ${where} ORDER BY kind, strength_bp DESC, subject_key`,
      [...values],
    );
  }
}
