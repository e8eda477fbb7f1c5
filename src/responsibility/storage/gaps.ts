import { Injectable } from '@nestjs/common';
import type { BusinessDate, Reader } from '../../platform/index';
import { Regions, ancestorCodes } from '../../regions/index';
import type { GapKind, Side } from '../domain/subject';
import { STANDS } from './owners';

/** Something nobody answers for. */
export interface Gap {
  readonly kind: GapKind;
  readonly regionCode: string | null;
  readonly commitmentId: string | null;
  readonly side: Side | null;
  readonly taskId: string | null;
}

/** What of it the asker oversees: everything, the region his office stands for, and the agreements he is a side of. */
export interface GapScope {
  readonly everything: boolean;
  readonly organizationId: string;
  /** Digits of the office's region; null: no office. */
  readonly prefix: string | null;
}

const NOBODY = { regionCode: null, commitmentId: null, side: null, taskId: null } as const;

/** Leaves with a target in force, each for both sides, that no owner of theirs or of what they are part of covers. */
const TARGETS = `
  WITH RECURSIVE leaves AS (
    SELECT leaf.id AS leaf, leaf.id, leaf.parent_id, side.side FROM annual_agreements a
      JOIN commitment_targets target ON target.agreement_id = a.id AND target.draft_number = a.in_force_draft AND target.target > 0
      JOIN commitments leaf ON leaf.id = target.commitment_id
      CROSS JOIN LATERAL (VALUES ('EAST', a.helper_organization_id, a.east_region_code), ('WEST', a.counter_organization_id, a.west_region_code))
        side (side, organization, region)
    WHERE a.year = extract(year FROM $1::date) AND ($2 OR side.organization = $3
      OR (side.organization IS NULL AND $4::text IS NOT NULL AND side.region LIKE $4 || '%'))),
  line AS (
    SELECT leaf, side, id, parent_id FROM leaves
    UNION ALL SELECT line.leaf, line.side, c.id, c.parent_id FROM line JOIN commitments c ON c.id = line.parent_id)
  SELECT leaf AS "commitmentId", side FROM leaves
  EXCEPT SELECT line.leaf, line.side FROM line JOIN responsibilities r ON r.commitment_id = line.id AND r.side = line.side AND ${STANDS}`;

const TASKS = `
  SELECT t.id AS "taskId" FROM tasks t JOIN organizations o ON o.id = t.organization_id
  WHERE t.closed_at IS NULL AND ($2 OR o.id = $3 OR ($4::text IS NOT NULL AND o.region_code LIKE $4 || '%'))
    AND t.opened_at < ($1::date + 1)::timestamp AT TIME ZONE 'Asia/Shanghai'
    AND NOT EXISTS (SELECT FROM members m WHERE m.organization_id = t.organization_id AND m.active AND t.role = ANY(m.roles))`;

/** Every place, alert and target without an owner on a day: read from what there is, not from a list somebody keeps. */
@Injectable()
export class Gaps {
  constructor(private readonly regions: Regions) {}

  /** By kind, then by what it is about. */
  async on(reader: Reader, day: BusinessDate, scope: GapScope): Promise<Gap[]> {
    const values = [day, scope.everything, scope.organizationId, scope.prefix];
    const targets = await reader.query<Pick<Gap, 'commitmentId' | 'side'>>(TARGETS, values);
    const tasks = await reader.query<Pick<Gap, 'taskId'>>(TASKS, values);
    const found: Gap[] = [
      ...(await this.places(reader, day, scope)),
      ...targets.map((target) => ({ ...NOBODY, ...target, kind: 'TARGET' as const })),
      ...tasks.map((task) => ({ ...NOBODY, ...task, kind: 'TASK' as const })),
    ];
    return found
      .map((gap) => ({ key: keyOf(gap), gap }))
      .toSorted((one, other) => (one.key < other.key ? -1 : 1))
      .map(({ gap }) => gap);
  }

  /** Counties on a list and regions that are paired on that day. */
  private async places(reader: Reader, day: BusinessDate, { everything, prefix }: GapScope): Promise<Gap[]> {
    const { lineage, designations } = await this.regions.facts(reader);
    const paired = await reader.query<{ code: string }>(
      `SELECT DISTINCT code FROM pairings CROSS JOIN LATERAL (VALUES
         (CASE WHEN helper_organization_id IS NULL THEN east_region_code END),
         (CASE WHEN num_nonnulls(helped_organization_id, helped_list) = 0 THEN west_region_code END)) named (code)
       WHERE code IS NOT NULL AND state IN ('ACTIVE', 'ENDED') AND valid_from <= $1 AND (valid_to IS NULL OR valid_to >= $1)`,
      [day],
    );
    const listed = lineage.allOn(day).map(({ code }) => code);
    const all = [
      ...paired.map(({ code }) => code),
      ...listed.filter((code) => designations.designationsOf(code, day).length > 0),
    ];
    const inScope = [...new Set(all)].filter(
      (code) => everything || (prefix !== null && code.startsWith(prefix)),
    );
    const owned = await this.owned(reader, day);
    const nobody = (kind: 'PLACE' | 'ALERTS', kinds: readonly string[]) =>
      inScope
        .filter((code) => !ancestorCodes(code).some((at) => kinds.some((one) => owned.has(`${one} ${at}`))))
        .map((regionCode) => ({ ...NOBODY, kind, regionCode }));
    return [...nobody('PLACE', ['PLACE']), ...nobody('ALERTS', ['ALERTS', 'PLACE'])];
  }

  private async owned(reader: Reader, day: BusinessDate): Promise<Set<string>> {
    const rows = await reader.query<{ key: string }>(
      `SELECT r.subject_kind || ' ' || r.region_code AS key FROM responsibilities r WHERE ${STANDS} AND r.region_code IS NOT NULL`,
      [day],
    );
    return new Set(rows.map(({ key }) => key));
  }
}

/** Unique on a day. */
export function keyOf({ kind, regionCode, commitmentId, side, taskId }: Gap): string {
  return [kind, regionCode ?? commitmentId ?? taskId, side ?? ''].join(' ');
}
