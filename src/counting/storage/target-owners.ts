import { Injectable } from '@nestjs/common';
import { Notices, Organizations, describeWork } from '../../organizations/index';
import { coordinatorOf } from '../../pairing/index';
import type { Tx } from '../../platform/index';

const MOVED = 'ATTRIBUTION_MOVED';
describeWork({
  [MOVED]: { zh: '计入份额的归属已更改', en: 'Counted portions were attributed to another unit' },
});

/** Tells the offices that answer for a target what was taken from it or brought to it. */
@Injectable()
export class TargetOwners {
  constructor(
    private readonly organizations: Organizations,
    private readonly notices: Notices,
  ) {}

  async tell(tx: Tx, pairingIds: readonly string[], orderId: string): Promise<void> {
    const regions = await tx.query<{ east: string; west: string }>(
      'SELECT east_region_code AS east, west_region_code AS west FROM pairings WHERE id = ANY($1)',
      [pairingIds],
    );
    const codes = [...new Set(regions.flatMap(({ east, west }) => [east, west]))].toSorted();
    for (const code of codes) {
      const role = coordinatorOf(code);
      for (const organizationId of await this.organizations.covering(tx, code, role))
        await this.notices.send(tx, {
          organizationId,
          role,
          kind: MOVED,
          subjectKind: 'Order',
          subjectId: orderId,
        });
    }
  }
}
