import { Injectable } from '@nestjs/common';
import { Notices, Role, Tasks } from '../../organizations/index';
import type { Tx } from '../../platform/index';
import type { AllocatingWork } from '../domain/allocating-work';
import type { SlotHold, SlotWaiting } from './slot-hold.entity';

type Side = 'PARK' | 'INVESTOR';
const HOLD = 'SlotHold';
const WAITING = 'SlotWaiting';

/** What waits for which side of a hold, and what the sides are told; nobody else hears of it. */
@Injectable()
export class HoldDesk {
  constructor(
    private readonly tasks: Tasks,
    private readonly notices: Notices,
  ) {}

  async held(tx: Tx, hold: SlotHold): Promise<void> {
    await this.tasks.open(tx, {
      organizationId: hold.investorId,
      role: Role.ENTERPRISE_INVESTOR,
      kind: 'ACCEPT_SLOT_HOLD' satisfies AllocatingWork,
      subjectKind: HOLD,
      subjectId: hold.id,
      dueAt: hold.expiresAt,
    });
    await this.tell(tx, hold, 'INVESTOR', 'SLOT_HELD');
    if (hold.waitingId) await this.tell(tx, hold, 'PARK', 'SLOT_HELD_FOR_NEXT');
  }

  /** It is no more for the enterprise to answer. */
  answered(tx: Tx, { id }: SlotHold): Promise<void> {
    return this.tasks.close(tx, { subjectKind: HOLD, subjectId: id });
  }

  tell(tx: Tx, hold: SlotHold, side: Side, kind: AllocatingWork): Promise<void> {
    return this.say(tx, hold, side, { kind, subjectKind: HOLD });
  }

  tellWaiting(tx: Tx, waiting: SlotWaiting, side: Side, kind: AllocatingWork): Promise<void> {
    return this.say(tx, waiting, side, { kind, subjectKind: WAITING });
  }

  private async say(
    tx: Tx,
    { id, operatorId, investorId, releaseId }: SlotHold | SlotWaiting,
    side: Side,
    { kind, subjectKind }: { kind: AllocatingWork; subjectKind: string },
  ): Promise<void> {
    const park = side === 'PARK';
    await this.notices.send(tx, {
      organizationId: park ? operatorId : investorId,
      role: park ? Role.PARK_MANAGER : Role.ENTERPRISE_INVESTOR,
      kind,
      subjectKind,
      subjectId: id,
      data: { releaseId },
    });
  }
}
