import { Injectable } from '@nestjs/common';
import { Organizations, Role, Tasks } from '../../organizations/index';
import { coordinatorOf } from '../../pairing/index';
import type { Tx } from '../../platform/index';

interface Waiting {
  readonly subjectKind: string;
  readonly subjectId: string;
  readonly kind: string;
  readonly dueAt?: Date | null;
}

/** What waits for whoever decides for the buyer: his clerks, or the coordinators of the office that opened the pool. */
@Injectable()
export class BuyersDesk {
  constructor(
    private readonly organizations: Organizations,
    private readonly tasks: Tasks,
  ) {}

  async open(tx: Tx, { buyerId }: { readonly buyerId: string }, waiting: Waiting): Promise<void> {
    const buyer = await this.organizations.find(tx, buyerId);
    const role = buyer?.kind === 'COLLABORATION_OFFICE' ? coordinatorOf(buyer.regionCode) : Role.BUYER_CLERK;
    await this.tasks.open(tx, { ...waiting, organizationId: buyerId, role });
  }
}
