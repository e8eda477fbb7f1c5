import { Injectable } from '@nestjs/common';
import { Notices, type NewNotice } from '../../organizations/index';
import type { Tx } from '../../platform/index';
import type { ClaimImport } from './claim-import.entity';
import { ClaimOffices } from './claim-offices';

/** Of a table's claims suppliers and verifying offices hear once, and not of each. */
@Injectable()
export class ImportNotices {
  constructor(
    private readonly notices: Notices,
    private readonly offices: ClaimOffices,
  ) {}

  async send(tx: Tx, { id, rowsGood }: ClaimImport): Promise<void> {
    const about = { subjectKind: 'ClaimImport', subjectId: id, data: { rows: String(rowsGood) } };
    const suppliers = await tx.query<{ id: string }>(
      'SELECT DISTINCT supplier_id AS id FROM claims WHERE import_id = $1 ORDER BY 1',
      [id],
    );
    const places = await tx.query<{ unitRegionCode: string; countyCode: string }>(
      `SELECT DISTINCT c.unit_region_code AS "unitRegionCode", l.county_code AS "countyCode"
         FROM claims c JOIN claim_lines l ON l.claim_id = c.id WHERE c.import_id = $1`,
      [id],
    );
    const verifying = new Set<string>();
    for (const { unitRegionCode, countyCode } of places) {
      const { EAST, WEST } = await this.offices.verifying(tx, {
        id,
        unitRegionCode,
        countyCodes: [countyCode],
      });
      for (const office of [...EAST, ...WEST]) verifying.add(office);
    }
    const told: NewNotice[] = [
      ...suppliers.map((supplier) => ({ organizationId: supplier.id, kind: 'CLAIM_ON_YOUR_LOT', ...about })),
      ...[...verifying].map((organizationId) => ({
        organizationId,
        role: 'VERIFIER' as const,
        kind: 'CLAIMS_IMPORTED',
        ...about,
      })),
    ];
    await this.notices.sendAll(tx, told);
  }
}
