import { Injectable } from '@nestjs/common';
import { categoryOf } from '../../catalog/index';
import { AgreementParties } from '../../pairing/index';
import {
  AuditChain,
  businessDateOf,
  canonicalJson,
  sha256Of,
  toShanghaiIso,
  type Reader,
  type Tx,
} from '../../platform/index';
import { Regions } from '../../regions/index';
import {
  figuresOf,
  summedBy,
  type CellRow,
  type ListedEntries,
  type PeriodReport,
} from '../domain/period-report';
import type { CountingPeriod } from './counting-period.entity';
import { GROSS, REVERSALS, exactly, type Told } from './progress-figures';

type Reported = Pick<CountingPeriod, 'id' | 'agreementId' | 'month' | 'cutOffAt'> & { revision: number };

const LISTED = `FROM counting_period_entries listed JOIN counting_entries ON counting_entries.id = listed.entry_id
  WHERE listed.period_id = $1 AND listed.revision <= $2`;

/** 对账单: drawn from the listed entries alone, so that it comes out the same whenever it is made again (I24). */
@Injectable()
export class PeriodReports {
  constructor(
    private readonly parties: AgreementParties,
    private readonly regions: Regions,
    private readonly chain: AuditChain,
  ) {}

  async make(tx: Tx, period: CountingPeriod): Promise<{ sha256: string }> {
    const auditHead = await this.chain.head(tx);
    const content = await this.compose(tx, period, auditHead);
    const sha256 = sha256Of(Buffer.from(content));
    await tx.query(
      `INSERT INTO counting_period_reports (period_id, revision, content, sha256, audit_head, made_at)
       VALUES ($1, $2, $3, $4, $5, $6)`,
      [period.id, period.revision, content, sha256, auditHead, tx.at],
    );
    return { sha256 };
  }

  /** The canonical text; names are those of the cut-off. */
  async compose(reader: Reader, period: Reported, auditHead: string): Promise<string> {
    const agreement = await this.parties.find(reader, period.agreementId);
    if (!agreement) throw new Error(`the agreement of period ${period.id} does not exist`);
    const cells = await this.cells(reader, period);
    const name = this.namedOn(reader, businessDateOf(period.cutOffAt));
    const counties = new Map<string, string>();
    for (const { county } of cells) counties.set(county, await name(county));
    const categories = new Map(
      cells.map(({ category }) => [category, categoryOf(category)?.name ?? category]),
    );
    const report: PeriodReport = {
      document: '统计期对账单',
      agreementId: agreement.id,
      kind: agreement.kind,
      year: agreement.year,
      month: period.month.slice(0, 7),
      revision: period.revision,
      east: { code: agreement.eastRegionCode, name: await name(agreement.eastRegionCode) },
      west: { code: agreement.westRegionCode, name: await name(agreement.westRegionCode) },
      cutOffAt: toShanghaiIso(period.cutOffAt),
      list: await this.list(reader, period),
      ruleVersions: await this.ruleVersions(reader, period),
      total: figuresOf(cells),
      counties: summedBy(cells, 'county', counties),
      categories: summedBy(cells, 'category', categories),
      rows: cells.map((cell) => ({ county: cell.county, category: cell.category, ...figuresOf([cell]) })),
      corrections: await this.corrections(reader, period),
      auditHead,
    };
    return canonicalJson(report);
  }

  private async cells(reader: Reader, { id, revision }: Reported): Promise<CellRow[]> {
    const rows = await reader.query<Told<CellRow>>(
      `SELECT county_code AS county, category_code AS category, ${GROSS} AS "grossFen", ${REVERSALS} AS "reversalsFen"
       ${LISTED} AND kind IN ('CONFIRMED', 'REVERSAL') GROUP BY 1, 2 ORDER BY county_code COLLATE "C", category_code COLLATE "C"`,
      [id, revision],
    );
    return rows.map((row) => exactly<CellRow>(row, 'grossFen', 'reversalsFen'));
  }

  private async list(reader: Reader, { id, revision }: Reported): Promise<ListedEntries> {
    const [row] = await reader.query<ListedEntries>(
      `SELECT count(*)::int AS count, encode(sha256(convert_to(coalesce(
         string_agg(counting_entries.id || ' ' || kind || ' ' || amount_fen, E'\\n' ORDER BY position), ''), 'UTF8')), 'hex') AS sha256
       ${LISTED}`,
      [id, revision],
    );
    return row ?? { count: 0, sha256: sha256Of(Buffer.from('')) };
  }

  private ruleVersions(
    reader: Reader,
    { id, revision }: Reported,
  ): Promise<{ id: string; sha256: string }[]> {
    return reader.query(
      `SELECT rule.id, rule.sha256 FROM counting_rule_versions rule WHERE rule.id IN (SELECT DISTINCT rule_version ${LISTED})
       ORDER BY rule.id COLLATE "C"`,
      [id, revision],
    );
  }

  private async corrections(reader: Reader, { id, revision }: Reported): Promise<number> {
    const [row] = await reader.query<{ count: number }>(
      `SELECT count(DISTINCT cause)::int AS count ${LISTED} AND cause LIKE 'reattribution:%'`,
      [id, revision],
    );
    return row?.count ?? 0;
  }

  private namedOn(reader: Reader, on: string): (code: string) => Promise<string> {
    return async (code) => (await this.regions.place(code, on, reader))?.name ?? code;
  }
}
