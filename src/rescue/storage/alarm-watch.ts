import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { Notices, Organizations, Tasks, type Role } from '../../organizations/index';
import { Audit, type Tx } from '../../platform/index';
import { alarmStates } from '../domain/rescue.states';
import type { JudgedLot } from './lot-prospects';
import { UnsoldAlarm } from './unsold-alarm.entity';

const COUNTY_ROLES: readonly Role[] = ['COUNTY_AGRI', 'COUNTY_REVITAL'];

/** Raises and lifts alarms, with the desks of the county’s departments and of the supplier. */
@Injectable()
export class AlarmWatch {
  constructor(
    private readonly organizations: Organizations,
    private readonly tasks: Tasks,
    private readonly notices: Notices,
    private readonly audit: Audit,
  ) {}

  /** Once for a lot: where one is raised already, nothing happens. */
  async raise(tx: Tx, lot: JudgedLot): Promise<void> {
    const { lotId, supplierId, productId, countyCode, expiresOn, availableBase } = lot;
    const id = randomUUID();
    const added = await tx.query(
      `INSERT INTO unsold_alarms (id, version, lot_id, supplier_id, product_id, county_code, state, created_at,
         available_base, expires_on, age_bp, price_fall_bp, unsold_bp, risk_bp)
       VALUES ($1, 1, $2, $3, $4, $5, 'RAISED', $6, $7, $8, $9, $10, $11, $12)
       ON CONFLICT (lot_id) WHERE state = 'RAISED' DO NOTHING RETURNING id`,
      [
        id,
        lotId,
        supplierId,
        productId,
        countyCode,
        tx.at,
        availableBase,
        expiresOn,
        lot.ageBp,
        lot.priceFallBp,
        lot.unsoldBp,
        lot.riskBp,
      ],
    );
    if (added.length === 0) return;
    await this.audit.record(tx, { ...rowOf(id, 'raise'), toState: 'RAISED', data: { lotId, supplierId } });
    await this.ask(tx, id, lot);
  }

  async lift(tx: Tx, alarm: UnsoldAlarm): Promise<void> {
    const state = alarmStates.next(alarm.state, 'lift');
    await tx.change(UnsoldAlarm, alarm, { state, liftedAt: tx.at });
    const { lotId } = alarm;
    const row = rowOf(alarm.id, 'lift');
    await this.audit.record(tx, { ...row, fromState: alarm.state, toState: state, data: { lotId } });
    await this.tasks.close(tx, subjectOf(alarm.id));
  }

  private async ask(tx: Tx, id: string, { supplierId, countyCode, lotId, riskBp }: JudgedLot): Promise<void> {
    const desks: { organizationId: string; role: Role }[] = [
      { organizationId: supplierId, role: 'SUPPLIER' },
    ];
    for (const role of COUNTY_ROLES)
      for (const organizationId of await this.organizations.covering(tx, countyCode, role))
        desks.push({ organizationId, role });
    await this.tasks.openAll(
      tx,
      desks.map((desk) => ({ ...desk, kind: 'ANSWER_UNSOLD_ALARM', ...subjectOf(id) })),
    );
    const data = { lotId, riskBp: String(riskBp) };
    await this.notices.sendAll(
      tx,
      desks.map((desk) => ({ ...desk, kind: 'UNSOLD_ALARM_RAISED', ...subjectOf(id), data })),
    );
  }
}

const subjectOf = (id: string) => ({ subjectKind: 'UnsoldAlarm', subjectId: id });
const rowOf = (id: string, action: string) => ({ actor: null, action, ...subjectOf(id) });
