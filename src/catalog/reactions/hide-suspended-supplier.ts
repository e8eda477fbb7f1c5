import { Admissions, SUPPLIER_EVENTS } from '../../organizations/index';
import { businessDateOf, Reaction, type DomainEvent, type Reacts, type Tx } from '../../platform/index';

/**
 * Hides a suspended supplier's listings and shows them again when it may sell. It asks the admission as it is now,
 * so that running twice or late ends the same; placing an order checks the admission itself.
 */
@Reaction({ name: 'hide-suspended-supplier', on: Object.values(SUPPLIER_EVENTS) })
export class HideSuspendedSupplier implements Reacts {
  constructor(private readonly admissions: Admissions) {}

  async handle(tx: Tx, event: DomainEvent): Promise<void> {
    const { supplierId } = event.payload as { supplierId: string };
    const sells = await this.admissions.admittedOn(tx, supplierId, businessDateOf(tx.at));
    await tx.query(
      'UPDATE listings SET supplier_suspended = $2 WHERE supplier_id = $1 AND supplier_suspended <> $2',
      [supplierId, !sells],
    );
  }
}
