import { Injectable } from '@nestjs/common';
import { refuse } from '../../../libs/workflow/src/index';
import { SoldElsewhere } from '../../catalog/index';
import { InvoiceNumbers } from '../../invoices/index';
import { Files, businessDateOf, type Actor, type Tx } from '../../platform/index';
import { claimsRefusals } from '../domain/claims.refusals';
import type { ClaimImport } from './claim-import.entity';
import { ClaimOffices } from './claim-offices';
import { ImportChecking, type Taken } from './import-checking';
import { ALIKE } from './import-checks';

const GOOD = 'WHERE r.import_id = $1 AND cardinality(r.errors) = 0';

/** $2: the claimant's member, $3: now, $4: today as it stands in numbers. */
const CLAIMS = `
  INSERT INTO claims (id, version, number, revision, buyer_id, unit_id, unit_region_code, supplier_id, invoice_no, invoice_fen,
    purchased_on, channel_note, state, import_id, submitted_by, submitted_at)
  SELECT r.claim_id, 1, 'PW' || $4::text || '-' || lpad(nextval('claim_numbers')::text, 6, '0'), 1, i.buyer_id, r.unit_id, o.region_code,
    r.supplier_id, r.invoice_no, r.invoice_fen, r.purchased_on, r.channel_note,
    CASE WHEN EXISTS (SELECT FROM import_twins t WHERE t.claim_id = r.claim_id) THEN 'SUBMITTED' ELSE 'DEDUPED' END, i.id, $2, $3
  FROM claim_import_rows r JOIN claim_imports i ON i.id = r.import_id JOIN organizations o ON o.id = r.unit_id ${GOOD} ORDER BY r.row_no`;

const LINES = `
  INSERT INTO claim_lines (id, claim_id, revision, position, supplier_id, invoice_no, lot_id, product_id, product_name, certificate_no,
    display_unit, quantity_base, goods_fen, county_code, category_code, relation_choices, live, reversed_fen)
  SELECT r.line_id, r.claim_id, 1, 1, r.supplier_id, r.invoice_no, l.id, p.id, p.name, l.certificate_no, p.display_unit,
    r.quantity_base, r.goods_fen, l.origin_county_code, p.category_code, r.relation_choices, true, 0
  FROM claim_import_rows r JOIN lots l ON l.id = r.lot_id JOIN products p ON p.id = l.product_id ${GOOD}`;

const EVIDENCE = `
  INSERT INTO claim_evidence (claim_id, file_id, kind, sha256, attached_by, attached_at)
  SELECT r.claim_id, f.id, e.kind, f.sha256, $2, $3
  FROM claim_import_rows r JOIN claim_import_evidence e ON e.import_id = r.import_id AND e.code = ANY(r.evidence)
  JOIN files f ON f.id = e.file_id ${GOOD} ON CONFLICT DO NOTHING`;

/** Makes claims of the good rows of a table, all of them or none, as each would have been submitted. */
@Injectable()
export class ImportTaking {
  constructor(
    private readonly checking: ImportChecking,
    private readonly stock: SoldElsewhere,
    private readonly offices: ClaimOffices,
    private readonly files: Files,
    private readonly numbers: InvoiceNumbers,
  ) {}

  /** Under the import's lock. Refuses IMPORT_OUTDATED where a row is good no longer: what was seen is what is taken. */
  async take(tx: Tx, actor: Actor, table: ClaimImport, seen: Taken): Promise<void> {
    await this.lock(tx, table);
    const taken = await this.checking.check(tx, table);
    if (taken.rowsGood !== seen.rowsGood || taken.goodFen !== seen.goodFen)
      refuse(claimsRefusals.IMPORT_OUTDATED(['importId']));
    const { house, days } = await this.checking.around(tx, table);
    await tx.query(ALIKE, [table.id, house, days]);
    await tx.query('ANALYZE import_twins');
    await tx.query(CLAIMS, [table.id, actor.memberId, tx.at, businessDateOf(tx.at).replaceAll('-', '')]);
    await tx.query(LINES, [table.id]);
    await tx.query(
      `INSERT INTO claim_twins (claim_id, revision, kind, twin_id, number)
       SELECT t.claim_id, 1, t.kind, t.id, coalesce(t.number, own.number) FROM import_twins t
       LEFT JOIN claims own ON t.number IS NULL AND own.id = t.id`,
    );
    await tx.query(EVIDENCE, [table.id, actor.memberId, tx.at]);
    await this.share(tx, actor, table);
    const holdings = await tx.query<{ holderId: string; lotId: string; quantityBase: bigint }>(
      `SELECT r.line_id AS "holderId", r.lot_id AS "lotId", r.quantity_base AS "quantityBase" FROM claim_import_rows r ${GOOD} ORDER BY r.row_no`,
      [table.id],
    );
    await this.stock.hold(tx, holdings, () => ['importId']);
  }

  /** Everything the rows take, in the one order: their invoices, then their lots. */
  private async lock(tx: Tx, { id }: ClaimImport): Promise<void> {
    const sellers = await tx.query<{ id: string }>(
      `SELECT DISTINCT r.supplier_id AS id FROM claim_import_rows r ${GOOD}`,
      [id],
    );
    await this.numbers.lockSellers(
      tx,
      sellers.map((seller) => seller.id),
    );
    await tx.query(
      `INSERT INTO claimed_invoices (supplier_id, invoice_no, unit_id, invoice_fen)
       SELECT DISTINCT ON (r.supplier_id, r.invoice_no) r.supplier_id, r.invoice_no, r.unit_id, r.invoice_fen
         FROM claim_import_rows r ${GOOD} ORDER BY r.supplier_id, r.invoice_no
       ON CONFLICT DO NOTHING`,
      [id],
    );
    await tx.query(
      `SELECT FROM claimed_invoices i WHERE EXISTS (SELECT FROM claim_import_rows r ${GOOD}
          AND (r.supplier_id, r.invoice_no) = (i.supplier_id, i.invoice_no)) ORDER BY i.supplier_id, i.invoice_no FOR UPDATE`,
      [id],
    );
    // Nobody claims by it now: what was said of it before binds nobody.
    await tx.query(
      `UPDATE claimed_invoices i SET unit_id = r.unit_id, invoice_fen = r.invoice_fen FROM claim_import_rows r
        ${GOOD} AND (r.supplier_id, r.invoice_no) = (i.supplier_id, i.invoice_no) AND i.used_fen = 0`,
      [id],
    );
    const lots = await tx.query<{ id: string }>(
      `SELECT DISTINCT r.lot_id AS id FROM claim_import_rows r ${GOOD}`,
      [id],
    );
    await this.stock.lockRows(
      tx,
      lots.map((lot) => lot.id),
    );
  }

  /** The papers are read by every office that verifies one of the claims. */
  private async share(tx: Tx, actor: Actor, { id }: ClaimImport): Promise<void> {
    const places = await tx.query<{ unitRegionCode: string; countyCode: string }>(
      `SELECT DISTINCT c.unit_region_code AS "unitRegionCode", l.county_code AS "countyCode"
         FROM claims c JOIN claim_lines l ON l.claim_id = c.id WHERE c.import_id = $1`,
      [id],
    );
    const readers = new Set<string>();
    for (const { unitRegionCode, countyCode } of places) {
      const { EAST, WEST } = await this.offices.verifying(tx, {
        id,
        unitRegionCode,
        countyCodes: [countyCode],
      });
      for (const office of [...EAST, ...WEST]) readers.add(office);
    }
    const papers = await tx.query<{ fileId: string }>(
      'SELECT file_id AS "fileId" FROM claim_import_evidence WHERE import_id = $1',
      [id],
    );
    await this.files.attach(
      tx,
      actor,
      papers.map(({ fileId }) => fileId),
      [...readers],
      ['importId'],
    );
  }
}
