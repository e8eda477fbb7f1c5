import { Injectable } from '@nestjs/common';
import { refuse } from '../../../libs/workflow/src/index';
import { notFound, type Tx } from '../../platform/index';
import { pairingRefusals } from '../domain/pairing.refusals';
import { Pairing } from './pairing.entity';

@Injectable()
export class PairingsRepository {
  async lock(tx: Tx, id: string, expectedVersion: number): Promise<Pairing> {
    const pairing = await tx.manager.findOne(Pairing, { where: { id }, lock: { mode: 'pessimistic_write' } });
    if (!pairing) throw notFound(['pairingId']);
    tx.expectVersion(pairing, expectedVersion);
    return pairing;
  }

  /** A word before the exclusion constraints say it (I26); of two for one western region at a time the second waits. */
  async requireFree(tx: Tx, pairing: Pairing): Promise<void> {
    await tx.query(`SELECT pg_advisory_xact_lock(hashtextextended('pairing:' || $1, 0))`, [
      pairing.westRegionCode,
    ]);
    const rivals = await tx.query(
      `SELECT id FROM pairings WHERE kind = $1 AND id <> $2 AND state IN ('ACTIVE', 'SUSPENDED', 'ENDED')
         AND west_region_code = $4 AND (east_region_code = $3 OR (exclusive AND $7))
         AND daterange(valid_from, valid_to, '[]') && daterange($5, $6, '[]') LIMIT 1`,
      [
        pairing.kind,
        pairing.id,
        pairing.eastRegionCode,
        pairing.westRegionCode,
        pairing.validFrom,
        pairing.validTo,
        pairing.exclusive,
      ],
    );
    if (rivals.length > 0) refuse(pairingRefusals.PAIRING_OVERLAPS());
  }
}
