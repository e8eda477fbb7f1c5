import { Context, Int, Parent, ResolveField, Resolver } from '@nestjs/graphql';
import DataLoader from 'dataloader';
import { AgreementParties } from '../../pairing/index';
import { Clock, Database, businessDateOf, type RequestScope } from '../../platform/index';
import type { ReportedIndicator } from '../domain/period-industry';
import type { NamedCode, PeriodFigures as Fen, PeriodReport } from '../domain/period-report';
import type { PeriodReportTwo } from '../domain/period-report-two';
import { monthOf } from '../domain/portion';
import { PeriodWaiting, type WaitingOrder } from '../storage/period-waiting';
import {
  CountingPeriodType,
  PeriodReportType,
  PeriodSignature,
  PeriodWaitingOrder,
  type PeriodIndicator,
  type PeriodFigures,
  type PeriodRow,
} from './counting-period.type';
import { indicatorAmount, totalsOf, unitOf } from './industry/indicator-amount.type';
import { moneyOf } from './money-of';

const WAITING_SHOWN = 20;

interface ReportRow {
  periodId: string;
  revision: number;
  format: number;
  restates: string | null;
  content: string;
  sha256: string;
  madeAt: Date;
}

/** Parts of a month, read for all months of a request at once. */
@Resolver(() => CountingPeriodType)
export class PeriodFields {
  private readonly reportsOwner = {};
  private readonly signaturesOwner = {};
  private readonly restatedOwner = {};

  constructor(
    private readonly database: Database,
    private readonly parties: AgreementParties,
    private readonly waits: PeriodWaiting,
    private readonly clock: Clock,
  ) {}

  @ResolveField(() => PeriodReportType, {
    nullable: true,
    description:
      'Of the newest revision of the list; null while the month is open or the report is being made',
  })
  async report(
    @Parent() { id, revision }: CountingPeriodType,
    @Context('scope') scope: RequestScope,
  ): Promise<PeriodReportType | null> {
    if (id === null) return null;
    const make = () => new DataLoader((ids: readonly string[]) => this.reports(ids));
    const row = await scope.loader(this.reportsOwner, make).load(id);
    return row?.revision === revision ? reportOf(row) : null;
  }

  @ResolveField(() => [PeriodSignature], { description: 'On the newest revision; a correction voids them' })
  async signatures(
    @Parent() { id, revision }: CountingPeriodType,
    @Context('scope') scope: RequestScope,
  ): Promise<PeriodSignature[]> {
    if (id === null) return [];
    const make = () => new DataLoader((ids: readonly string[]) => this.signaturesOf(ids));
    const given = await scope.loader(this.signaturesOwner, make).load(id);
    return given.filter((one) => one.revision === revision);
  }

  @ResolveField(() => [PeriodReportType], {
    description: 'Reports both sides had signed and the provinces have restated since, earliest first',
  })
  async restatedReports(
    @Parent() { id }: CountingPeriodType,
    @Context('scope') scope: RequestScope,
  ): Promise<PeriodReportType[]> {
    if (id === null) return [];
    const make = () => new DataLoader((ids: readonly string[]) => this.restated(ids));
    return (await scope.loader(this.restatedOwner, make).load(id)).map(reportOf);
  }

  @ResolveField(() => [PeriodSignature], { description: 'Under the reports that were restated since' })
  async restatedSignatures(
    @Parent() { id, revision }: CountingPeriodType,
    @Context('scope') scope: RequestScope,
  ): Promise<PeriodSignature[]> {
    if (id === null) return [];
    const restated = await scope
      .loader(this.restatedOwner, () => new DataLoader((ids: readonly string[]) => this.restated(ids)))
      .load(id);
    const make = () => new DataLoader((ids: readonly string[]) => this.signaturesOf(ids));
    const given = await scope.loader(this.signaturesOwner, make).load(id);
    return given.filter(
      (one) => one.revision !== revision && restated.some((row) => row.revision === one.revision),
    );
  }

  @ResolveField(() => Boolean, { description: 'A silent side has been reminded' })
  reminded(@Parent() period: CountingPeriodType): boolean {
    return period.reminded;
  }

  @ResolveField(() => Boolean, { description: 'The level above a silent side has been asked to act' })
  escalated(@Parent() period: CountingPeriodType): boolean {
    return period.escalated;
  }

  @ResolveField(() => Int, { description: 'Orders that have to be counted before the month can be closed' })
  async waitingCount(
    @Parent() period: CountingPeriodType,
    @Context('scope') scope: RequestScope,
  ): Promise<number> {
    return (await this.waiting(period, scope)).length;
  }

  @ResolveField(() => [PeriodWaitingOrder], { description: 'The first of them' })
  async waitingOrders(
    @Parent() period: CountingPeriodType,
    @Context('scope') scope: RequestScope,
  ): Promise<PeriodWaitingOrder[]> {
    const waiting = (await this.waiting(period, scope)).slice(0, WAITING_SHOWN);
    return waiting.map(({ orderId, number }) => ({ orderId, orderNumber: number }));
  }

  private async waiting(period: CountingPeriodType, scope: RequestScope): Promise<WaitingOrder[]> {
    const thisMonth = monthOf(businessDateOf(this.clock.now()));
    if (period.state !== 'OPEN' || period.month >= thisMonth) return [];
    const make = () => new DataLoader((ids: readonly string[]) => this.waitingOf(ids));
    const all = await scope.loader(this, make).load(period.agreementId);
    return all.filter(({ month }) => month === period.month);
  }

  private waitingOf(agreementIds: readonly string[]): Promise<WaitingOrder[][]> {
    return Promise.all(
      agreementIds.map(async (id) => {
        const agreement = await this.parties.find(this.database, id);
        return agreement ? this.waits.orders(this.database, agreement, this.clock.now()) : [];
      }),
    );
  }

  private async reports(ids: readonly string[]): Promise<(ReportRow | null)[]> {
    const rows = await this.database.query<ReportRow>(
      `SELECT DISTINCT ON (period_id) period_id AS "periodId", revision, format, restates, content, sha256, made_at AS "madeAt"
       FROM counting_period_reports WHERE period_id = ANY($1) ORDER BY period_id, revision DESC`,
      [ids],
    );
    return ids.map((id) => rows.find((row) => row.periodId === id) ?? null);
  }

  /** Every restatement names the hash of the text it replaced. */
  private async restated(ids: readonly string[]): Promise<ReportRow[][]> {
    const rows = await this.database.query<ReportRow>(
      `SELECT old.period_id AS "periodId", old.revision, old.format, old.restates, old.content, old.sha256, old.made_at AS "madeAt"
       FROM counting_period_reports old JOIN counting_restatements r ON r.period_id = old.period_id AND r.from_revision = old.revision
       WHERE old.period_id = ANY($1) AND r.state = 'SIGNED' ORDER BY old.revision`,
      [ids],
    );
    return ids.map((id) => rows.filter((row) => row.periodId === id));
  }

  private async signaturesOf(ids: readonly string[]): Promise<PeriodSignature[][]> {
    const rows = await this.database.query<PeriodSignature & { periodId: string }>(
      `SELECT period_id AS "periodId", side, revision, organization_id AS "organizationId", sha256, signed_at AS "signedAt"
       FROM counting_period_signatures WHERE period_id = ANY($1)
       UNION ALL
       SELECT r.period_id, s.side, r.from_revision + 1, s.organization_id, s.sha256, s.signed_at
       FROM counting_restatements r JOIN counting_restatement_signatures s ON s.restatement_id = r.id
       WHERE r.period_id = ANY($1) AND r.state = 'SIGNED' ORDER BY "signedAt", side`,
      [ids],
    );
    return ids.map((id) => rows.filter((row) => row.periodId === id));
  }
}

function reportOf({ content, ...row }: ReportRow): PeriodReportType {
  const report = JSON.parse(content) as PeriodReport & Partial<PeriodReportTwo>;
  const carried = (report.carried ?? []).reduce((sum, { fen }) => sum + BigInt(fen), 0n);
  return {
    ...row,
    content,
    entries: report.list.count,
    corrections: report.corrections,
    total: money(report.total),
    contested: moneyOf(BigInt(report.contested?.fen ?? 0)),
    contestedPortions: report.contested?.count ?? 0,
    carried: moneyOf(carried),
    signedNet: moneyOf(BigInt(report.total.netFen) + carried),
    counties: report.counties.map(named),
    categories: report.categories.map(named),
    indicators: (report.indicators ?? []).map(indicatorOf),
  };
}

function indicatorOf({ indicator, gross, reversals, signedNet }: ReportedIndicator): PeriodIndicator {
  const unit = unitOf(indicator);
  return {
    indicator,
    ...totalsOf(unit, BigInt(gross), BigInt(reversals)),
    signedNet: indicatorAmount(unit, BigInt(signedNet)),
  };
}

const money = ({ grossFen, reversalsFen, netFen }: Fen): PeriodFigures => ({
  gross: moneyOf(BigInt(grossFen)),
  reversals: moneyOf(BigInt(reversalsFen)),
  net: moneyOf(BigInt(netFen)),
});

function named({ code, name, ...figures }: NamedCode & Fen): PeriodRow {
  const { gross, reversals, net } = money(figures);
  return { key: code, name, gross, reversals, net };
}
