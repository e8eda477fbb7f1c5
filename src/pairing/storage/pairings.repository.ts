import { Injectable } from '@nestjs/common';
import { refuse } from '../../../libs/workflow/src/index';
import { notFound, type Actor, type Tx } from '../../platform/index';
import { oversees } from '../domain/office';
import { pairingRefusals } from '../domain/pairing.refusals';
import { Pairing } from './pairing.entity';

const helpedBy = (pairing: Pairing) =>
  pairing.helpedOrganizationId ?? pairing.helpedList ?? pairing.westRegionCode;

/** Pairings of regions are published. */
export const mayKnow = (actor: Actor, pairing: Pairing) =>
  pairing.level !== 'ORGANIZATION' || oversees(actor, pairing);

@Injectable()
export class PairingsRepository {
  /** Relations of organizations are for those who oversee them; to everybody else they are not there. */
  async lock(tx: Tx, actor: Actor, id: string, expectedVersion: number): Promise<Pairing> {
    const pairing = await tx.manager.findOne(Pairing, { where: { id }, lock: { mode: 'pessimistic_write' } });
    if (!pairing || !mayKnow(actor, pairing)) throw notFound(['pairingId']);
    tx.expectVersion(pairing, expectedVersion);
    return pairing;
  }

  /** A word before the exclusion constraints say it (I26); of two for one helped side at a time the second waits. */
  async requireFree(tx: Tx, pairing: Pairing): Promise<void> {
    await tx.query(`SELECT pg_advisory_xact_lock(hashtextextended('pairing:' || $1, 0))`, [
      helpedBy(pairing),
    ]);
    const rivals = await tx.query(
      `SELECT id FROM pairings WHERE kind = $1 AND id <> $2 AND state IN ('ACTIVE', 'SUSPENDED', 'ENDED')
         AND coalesce(helped_organization_id::text, helped_list, west_region_code) = $4
         AND (coalesce(helper_organization_id::text, east_region_code) = $3 OR (exclusive AND $7))
         AND daterange(valid_from, valid_to, '[]') && daterange($5, $6, '[]') LIMIT 1`,
      [
        pairing.kind,
        pairing.id,
        pairing.helperOrganizationId ?? pairing.eastRegionCode,
        helpedBy(pairing),
        pairing.validFrom,
        pairing.validTo,
        pairing.exclusive,
      ],
    );
    if (rivals.length > 0) refuse(pairingRefusals.PAIRING_OVERLAPS());
  }
}
