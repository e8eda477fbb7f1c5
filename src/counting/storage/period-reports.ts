import { Injectable } from '@nestjs/common';
import { AgreementParties, type AgreementFacts } from '../../pairing/index';
import {
  AuditChain,
  canonicalJson,
  sha256Of,
  toShanghaiIso,
  type Reader,
  type Tx,
} from '../../platform/index';
import { figuresOf, summedBy, type CellRow, type PeriodReport } from '../domain/period-report';
import { reportedIndicators } from '../domain/period-industry';
import { byMode, signedNet, type PeriodReportTwo } from '../domain/period-report-two';
import { ContestedPortions } from './contested-portions';
import type { CountingPeriod } from './counting-period.entity';
import { LISTED_COLUMNS, PeriodListFacts } from './period-list-facts';
import { PeriodIndustryFacts } from './industry/period-industry-facts';
import { PeriodNames, type FrozenNames } from './period-names';

export type ReportFormat = 1 | 2;

interface Reported extends Pick<CountingPeriod, 'id' | 'agreementId' | 'month' | 'cutOffAt'> {
  readonly revision: number;
  readonly format: ReportFormat;
  readonly auditHead: string;
  /** Hash of the signed text it takes the place of. */
  readonly restates: string | null;
}

const CURRENT_FORMAT = 2;

/** 对账单: drawn from the listed entries and what was frozen with them, so that it comes out the same whenever it is made again (I24). */
@Injectable()
export class PeriodReports {
  constructor(
    private readonly parties: AgreementParties,
    private readonly names: PeriodNames,
    private readonly facts: PeriodListFacts,
    private readonly industry: PeriodIndustryFacts,
    private readonly contested: ContestedPortions,
    private readonly chain: AuditChain,
  ) {}

  async make(tx: Tx, period: CountingPeriod): Promise<{ sha256: string }> {
    await this.names.freeze(tx, period);
    await this.contested.freeze(tx, period);
    return this.write(tx, period, null);
  }

  /** The report that takes the place of the one both sides signed: names and contested portions are still its. */
  async restate(
    tx: Tx,
    period: CountingPeriod,
    restated: { restatementId: string; restates: string },
  ): Promise<{ content: string }> {
    await this.names.keep(tx, period);
    await this.names.freeze(tx, period);
    await this.contested.keep(tx, period);
    return this.write(tx, period, restated);
  }

  private async write(
    tx: Tx,
    { id, agreementId, month, cutOffAt, revision }: CountingPeriod,
    restated: { restatementId: string; restates: string } | null,
  ): Promise<{ content: string; sha256: string }> {
    const auditHead = await this.chain.head(tx);
    const restates = restated?.restates ?? null;
    const of = {
      id,
      agreementId,
      month,
      cutOffAt,
      revision,
      auditHead,
      restates,
      format: CURRENT_FORMAT,
    } as const;
    const content = await this.compose(tx, of);
    const sha256 = sha256Of(Buffer.from(content));
    await tx.query(
      `INSERT INTO counting_period_reports (period_id, revision, format, content, sha256, audit_head, made_at, restates, restatement_id)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
      [
        id,
        revision,
        CURRENT_FORMAT,
        content,
        sha256,
        auditHead,
        tx.at,
        restates,
        restated?.restatementId ?? null,
      ],
    );
    return { content, sha256 };
  }

  /** The canonical text of a revision, in the format it was made in. */
  async compose(reader: Reader, period: Reported): Promise<string> {
    const agreement = await this.parties.find(reader, period.agreementId);
    if (!agreement) throw new Error(`the agreement of period ${period.id} does not exist`);
    const names = await this.names.of(reader, period);
    const report =
      period.format === 1
        ? await this.first(reader, period, agreement, names)
        : await this.second(reader, period, agreement, names);
    return canonicalJson(report);
  }

  /** As months were reported until the second format: to the byte. */
  private async first(
    reader: Reader,
    period: Reported,
    agreement: AgreementFacts,
    names: FrozenNames,
  ): Promise<PeriodReport> {
    const cells = merged(await this.facts.cells(reader, period));
    return {
      document: '统计期对账单',
      agreementId: agreement.id,
      kind: agreement.kind,
      year: agreement.year,
      month: period.month.slice(0, 7),
      revision: period.revision,
      ...bothSides(agreement, names),
      cutOffAt: toShanghaiIso(period.cutOffAt),
      list: await this.facts.list(reader, period, ['counting_entries.id', 'kind', 'amount_fen']),
      ruleVersions: await this.facts.ruleVersions(reader, period),
      total: figuresOf(cells),
      ...named(cells, names),
      rows: cells.map((cell) => ({ county: cell.county, category: cell.category, ...figuresOf([cell]) })),
      corrections: await this.facts.causes(reader, period, 'reattribution'),
      auditHead: period.auditHead,
    };
  }

  private async second(
    reader: Reader,
    period: Reported,
    agreement: AgreementFacts,
    names: FrozenNames,
  ): Promise<PeriodReportTwo> {
    const cells = await this.facts.cells(reader, period);
    const total = figuresOf(cells);
    const carried = await this.facts.carried(reader, period);
    return {
      document: '统计期对账单',
      format: 2,
      scheme: agreement.kind,
      agreementId: agreement.id,
      year: agreement.year,
      month: period.month.slice(0, 7),
      revision: period.revision,
      restates: period.restates,
      ...bothSides(agreement, names),
      cutOffAt: toShanghaiIso(period.cutOffAt),
      regime: names.all('REGIME')[0] ?? null,
      list: await this.facts.list(reader, period, LISTED_COLUMNS),
      ruleVersions: await this.facts.ruleVersions(reader, period),
      total,
      ...byMode(cells),
      ...named(merged(cells), names),
      contested: await this.facts.contested(reader, period),
      carried,
      signedNetFen: signedNet(total, carried),
      postedForEarlier: await this.facts.earlier(reader, period),
      corrections: await this.facts.causes(reader, period, 'reattribution'),
      disputes: await this.facts.upheld(reader, period),
      claims: await this.facts.claims(reader, period),
      ...(await this.indicators(reader, period, names)),
      auditHead: period.auditHead,
    };
  }

  /** Months without any say nothing of it, as they did before there was any. */
  private async indicators(reader: Reader, period: Reported, names: FrozenNames) {
    const cells = await this.industry.cells(reader, period);
    const shares = await this.industry.shares(reader, period);
    const indicators = reportedIndicators(cells, shares, (county) => names.of('REGION', county));
    return indicators.length > 0 ? { indicators } : {};
  }
}

const bothSides = ({ eastRegionCode, westRegionCode }: AgreementFacts, names: FrozenNames) => ({
  east: { code: eastRegionCode, name: names.of('REGION', eastRegionCode) },
  west: { code: westRegionCode, name: names.of('REGION', westRegionCode) },
});

function named(cells: readonly CellRow[], names: FrozenNames) {
  const called = (kind: 'REGION' | 'CATEGORY') =>
    new Map(names.all(kind).map(({ code, name }) => [code, name]));
  return {
    counties: summedBy(cells, 'county', called('REGION')),
    categories: summedBy(cells, 'category', called('CATEGORY')),
  };
}

/** By county and category, whatever the mode; in the order in which they come. */
function merged(cells: readonly CellRow[]): CellRow[] {
  const sums = new Map<string, CellRow>();
  for (const { county, category, grossFen, reversalsFen } of cells) {
    const known = sums.get(`${county} ${category}`);
    sums.set(`${county} ${category}`, {
      county,
      category,
      grossFen: (known?.grossFen ?? 0n) + grossFen,
      reversalsFen: (known?.reversalsFen ?? 0n) + reversalsFen,
    });
  }
  return [...sums.values()];
}
