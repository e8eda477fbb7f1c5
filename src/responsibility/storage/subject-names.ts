import { Injectable } from '@nestjs/common';
import { workText } from '../../organizations/index';
import { INDICATORS } from '../../pairing/index';
import { Clock, Database, businessDateOf } from '../../platform/index';
import { Regions, ancestorCodes, fullNameOf, placeOn } from '../../regions/index';
import type { Side } from '../domain/subject';

/** What somebody answers for, or nobody does. */
export interface NamedSubject {
  readonly regionCode: string | null;
  readonly commitmentId: string | null;
  readonly side: Side | null;
  readonly taskId?: string | null;
}

export interface SubjectName {
  readonly zh: string;
  readonly en: string;
  /** Who has to see to it that somebody answers for it. */
  readonly office: string | null;
}

interface TargetRow {
  readonly id: string;
  readonly year: number;
  readonly indicator: string;
  readonly eastCode: string;
  readonly westCode: string;
  readonly helper: string | null;
  readonly helped: string | null;
  readonly counter: string | null;
  readonly unit: string | null;
  readonly ofList: boolean;
  /** 本级: what is left to the whole itself. */
  readonly ofItself: boolean;
  /** Of the agreement, whose sides answer for it. */
  readonly east: string;
  readonly west: string;
}

interface TaskRow {
  readonly id: string;
  readonly kind: string;
  readonly office: string;
}

const TARGETS = `SELECT c.id, a.year, c.indicator, coalesce(p.east_region_code, a.east_region_code) AS "eastCode",
    coalesce(p.west_region_code, a.west_region_code) AS "westCode", helper.name AS helper, helped.name AS helped,
    counter.name AS counter, unit.name AS unit, a.helped_list IS NOT NULL AS "ofList", c.leaf IS NOT DISTINCT FROM 'OWN' AS "ofItself",
    a.east_region_code AS east, a.west_region_code AS west
  FROM commitments c JOIN annual_agreements a ON a.id = c.agreement_id LEFT JOIN pairings p ON p.id = c.pairing_id
    LEFT JOIN organizations helper ON helper.id = a.helper_organization_id
    LEFT JOIN organizations helped ON helped.id = a.helped_organization_id
    LEFT JOIN organizations counter ON counter.id = a.counter_organization_id
    LEFT JOIN organizations unit ON unit.id = c.unit_id
  WHERE c.id = ANY($1::uuid[])`;
const TASKS = `SELECT t.id, t.kind, o.name AS office FROM tasks t JOIN organizations o ON o.id = t.organization_id
  WHERE t.id = ANY($1::uuid[])`;
const OFFICES = `SELECT DISTINCT ON (region_code) region_code AS "regionCode", name FROM organizations
  WHERE kind = 'COLLABORATION_OFFICE' AND region_code = ANY($1) ORDER BY region_code, id`;

/** Places, targets and tasks in words, many at once: whoever sees the subject may read what it is called. */
@Injectable()
export class SubjectNames {
  constructor(
    private readonly database: Database,
    private readonly regions: Regions,
    private readonly clock: Clock,
  ) {}

  async of(subjects: readonly NamedSubject[]): Promise<(SubjectName | null)[]> {
    const [{ lineage }, targets, tasks] = await Promise.all([
      this.regions.facts(),
      this.database.query<TargetRow>(TARGETS, [subjects.flatMap((one) => one.commitmentId ?? [])]),
      this.database.query<TaskRow>(TASKS, [subjects.flatMap((one) => one.taskId ?? [])]),
    ]);
    const codes = [
      ...subjects.flatMap(({ regionCode }) => (regionCode ? ancestorCodes(regionCode) : [])),
      ...targets.flatMap(({ east, west }) => [east, west]),
    ];
    const offices = await this.officesOf(codes);
    const today = businessDateOf(this.clock.now());
    const placeName = (code: string): string => {
      const place = placeOn(lineage, code, today);
      return place ? fullNameOf(place) : code;
    };
    const [targetOf, taskOf] = [byId(targets), byId(tasks)];
    return subjects.map(({ regionCode, commitmentId, side, taskId }) => {
      if (regionCode !== null) {
        const name = placeName(regionCode);
        const nearest = ancestorCodes(regionCode).find((code) => offices.has(code));
        return { zh: name, en: name, office: (nearest && offices.get(nearest)) ?? null };
      }
      const target = targetOf.get(commitmentId ?? '');
      if (target) return { ...targetName(target, placeName), office: sideOffice(target, side, offices) };
      const task = taskOf.get(taskId ?? '');
      return task ? { ...workText(task.kind), office: task.office } : null;
    });
  }

  private async officesOf(codes: readonly string[]): Promise<Map<string, string>> {
    const rows = await this.database.query<{ regionCode: string; name: string }>(OFFICES, [
      [...new Set(codes)],
    ]);
    return new Map(rows.map(({ regionCode, name }) => [regionCode, name]));
  }
}

const byId = <Row extends { readonly id: string }>(rows: readonly Row[]) =>
  new Map(rows.map((row) => [row.id, row]));

/** The two sides, the year and what is promised, and the unit or pairing the target is broken down to. */
function targetName(row: TargetRow, placeName: (code: string) => string) {
  const first = row.helper ?? placeName(row.eastCode);
  const second = row.ofList ? [] : [row.helped ?? placeName(row.westCode)];
  const sides = [first, ...second].join('–');
  const [partZh, partEn] = row.ofItself ? ['本级', 'own part'] : [row.unit, row.unit];
  const words = INDICATORS.get(row.indicator);
  return {
    zh: `${sides} ${row.year} 年${words?.zh ?? row.indicator}${partZh ? `（${partZh}）` : ''}`,
    en: `${words?.en ?? row.indicator} ${row.year}, ${sides}${partEn ? ` (${partEn})` : ''}`,
  };
}

function sideOffice(row: TargetRow, side: Side | null, offices: ReadonlyMap<string, string>): string | null {
  if (side === null) return null;
  const [organization, code] = side === 'EAST' ? [row.helper, row.east] : [row.counter, row.west];
  return organization ?? offices.get(code) ?? null;
}
