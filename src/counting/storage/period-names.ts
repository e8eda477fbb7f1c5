import { Injectable } from '@nestjs/common';
import { categoryOf } from '../../catalog/index';
import { AgreementParties } from '../../pairing/index';
import { businessDateOf, type Reader, type Tx } from '../../platform/index';
import { Regions } from '../../regions/index';
import type { CountingPeriod } from './counting-period.entity';

export type NameKind = 'REGION' | 'CATEGORY' | 'REGIME';

/** What a report calls its codes. */
export class FrozenNames {
  private readonly names: ReadonlyMap<string, string>;

  constructor(private readonly rows: readonly { kind: NameKind; code: string; name: string }[]) {
    this.names = new Map(rows.map(({ kind, code, name }) => [`${kind} ${code}`, name]));
  }

  of(kind: NameKind, code: string): string {
    return this.names.get(`${kind} ${code}`) ?? code;
  }

  /** Of one kind, those there are. */
  all(kind: NameKind): { code: string; name: string }[] {
    return this.rows.flatMap((row) => (row.kind === kind ? [{ code: row.code, name: row.name }] : []));
  }
}

/** Names as of the cut-off, written with the report: renamings and list imports after it change nothing that was signed. */
@Injectable()
export class PeriodNames {
  constructor(
    private readonly parties: AgreementParties,
    private readonly regions: Regions,
  ) {}

  async freeze(tx: Tx, period: CountingPeriod): Promise<void> {
    const on = businessDateOf(period.cutOffAt);
    const codes = await this.codesOf(tx, period);
    const rows: [NameKind, string, string][] = [];
    for (const code of codes.regions)
      rows.push(['REGION', code, (await this.regions.place(code, on, tx))?.name ?? code]);
    for (const code of codes.categories) rows.push(['CATEGORY', code, categoryOf(code)?.name ?? code]);
    const regime = await this.regions.policyRegime(on, tx);
    if (regime) rows.push(['REGIME', regime.code, regime.nameZh]);
    await tx.query(
      `INSERT INTO counting_period_names (period_id, revision, kind, code, name)
       SELECT $1, $2, kind, code, name FROM unnest($3::text[], $4::text[], $5::text[]) n (kind, code, name)
       ON CONFLICT DO NOTHING`,
      [
        period.id,
        period.revision,
        rows.map(([kind]) => kind),
        rows.map(([, code]) => code),
        rows.map(([, , name]) => name),
      ],
    );
  }

  /** What was called so in the revision before still is. */
  async keep(tx: Tx, { id, revision }: CountingPeriod): Promise<void> {
    await tx.query(
      `INSERT INTO counting_period_names (period_id, revision, kind, code, name)
       SELECT period_id, $2, kind, code, name FROM counting_period_names WHERE period_id = $1 AND revision = $2 - 1`,
      [id, revision],
    );
  }

  async of(reader: Reader, { id, revision }: Pick<CountingPeriod, 'id' | 'revision'>): Promise<FrozenNames> {
    return new FrozenNames(
      await reader.query(
        `SELECT kind, code, name FROM counting_period_names WHERE period_id = $1 AND revision = $2
          ORDER BY kind COLLATE "C", code COLLATE "C"`,
        [id, revision],
      ),
    );
  }

  private async codesOf(tx: Tx, { id, agreementId }: CountingPeriod) {
    const agreement = await this.parties.find(tx, agreementId);
    if (!agreement) throw new Error(`the agreement of period ${id} does not exist`);
    const listed = await tx.query<{ county: string; category: string | null }>(
      `SELECT DISTINCT e.county_code AS county, CASE WHEN e.mode <> 'INTRODUCTION' THEN e.category_code END AS category
         FROM counting_period_entries listed JOIN counting_entries e ON e.id = listed.entry_id WHERE listed.period_id = $1`,
      [id],
    );
    const regions = [
      agreement.eastRegionCode,
      agreement.westRegionCode,
      ...listed.map(({ county }) => county),
    ];
    return {
      regions: new Set(regions),
      categories: new Set(listed.flatMap(({ category }) => category ?? [])),
    };
  }
}
