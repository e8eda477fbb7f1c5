import { Admissions, SUPPLIER_EVENTS } from '../../organizations/index';
import { businessDateOf, Reaction, type DomainEvent, type Reacts, type Tx } from '../../platform/index';

/**
 * Hides what a suspended supplier has announced and shows it again when it may sell. It asks the admission as it is now,
 * so that running twice or late ends the same.
 */
@Reaction({ name: 'hide-announcements', on: Object.values(SUPPLIER_EVENTS) })
export class HideAnnouncements implements Reacts {
  constructor(private readonly admissions: Admissions) {}

  async handle(tx: Tx, event: DomainEvent): Promise<void> {
    const { supplierId } = event.payload as { supplierId: string };
    const sells = await this.admissions.admittedOn(tx, supplierId, businessDateOf(tx.at));
    await tx.query(
      'UPDATE forward_supplies SET supplier_suspended = $2 WHERE supplier_id = $1 AND supplier_suspended <> $2',
      [supplierId, !sells],
    );
  }
}
