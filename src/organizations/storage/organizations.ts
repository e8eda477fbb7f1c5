import { Injectable } from '@nestjs/common';
import { notFound, type Actor, type BusinessDate, type Reader } from '../../platform/index';
import { ancestorCodes } from '../../regions/index';
import type { Organization } from '../domain/organization-kind';
import { rolesOf, type Role } from '../domain/role';
import { DEEPEST_LINE, factOn } from './unit-history';

const COLUMNS = `o.id, o.kind, o.name, o.uscc, o.region_code AS "regionCode", o.side, o.parent_id AS "parentId", o.demonstration`;
const UNITS = `WITH RECURSIVE units AS (
  SELECT id FROM organizations WHERE id = $1
  UNION SELECT o.id FROM organizations o JOIN units u ON o.parent_id = u.id)`;

export interface UnitOnDay {
  readonly unitId: string;
  readonly on: BusinessDate;
}

/** A unit with the organizations above it, itself first. */
export interface UnitLine {
  readonly unitId: string;
  readonly line: readonly string[];
}

/** Who is who: the door other domains read organizations through. */
@Injectable()
export class Organizations {
  async find(reader: Reader, id: string): Promise<Organization | null> {
    return (await this.many(reader, [id])).get(id) ?? null;
  }

  async many(reader: Reader, ids: readonly string[]): Promise<Map<string, Organization>> {
    const rows = await reader.query<Organization>(
      `SELECT ${COLUMNS} FROM organizations o WHERE o.id = ANY($1::uuid[])`,
      [[...new Set(ids)]],
    );
    return new Map(rows.map((row) => [row.id, row]));
  }

  /** As it was on a day: what was counted is told by where a unit stood then, not by where it stands. */
  async on(reader: Reader, id: string, day: BusinessDate): Promise<Organization | null> {
    return (await this.allOn(reader, [{ unitId: id, on: day }]))[0] ?? null;
  }

  /** Each pair of unit and day in its order, as it was on that day; null: there is no such unit. */
  async allOn(reader: Reader, pairs: readonly UnitOnDay[]): Promise<(Organization | null)[]> {
    const rows = await reader.query<Organization & { pair: number }>(
      `SELECT pair::int, o.id, fact.kind, o.name, o.uscc, fact.region_code AS "regionCode", fact.side, fact.parent_id AS "parentId",
         o.demonstration
       FROM unnest($1::uuid[], $2::date[]) WITH ORDINALITY asked (unit, day, pair) JOIN organizations o ON o.id = asked.unit
         CROSS JOIN LATERAL (${factOn('o.id', 'asked.day')}) fact`,
      [pairs.map(({ unitId }) => unitId), pairs.map(({ on }) => on)],
    );
    const known = new Map(rows.map(({ pair, ...organization }) => [pair, organization]));
    return pairs.map((_, index) => known.get(index + 1) ?? null);
  }

  /** Each pair of unit and day in its order: the unit, the organization it was a unit of then, and so on upwards. */
  async linesOn(reader: Reader, pairs: readonly UnitOnDay[]): Promise<UnitLine[]> {
    const rows = await reader.query<{ pair: number; id: string }>(
      `WITH RECURSIVE line AS (
         SELECT pair, day, unit AS id, 0 AS step FROM unnest($1::uuid[], $2::date[]) WITH ORDINALITY asked (unit, day, pair)
         UNION ALL SELECT line.pair, line.day, fact.parent_id, line.step + 1
         FROM line CROSS JOIN LATERAL (${factOn('line.id', 'line.day')}) fact WHERE fact.parent_id IS NOT NULL AND line.step < ${DEEPEST_LINE})
       SELECT pair::int, id FROM line ORDER BY pair, step`,
      [pairs.map(({ unitId }) => unitId), pairs.map(({ on }) => on)],
    );
    const lines = pairs.map(({ unitId }) => ({ unitId, line: new Array<string>() }));
    for (const { pair, id } of rows) lines[pair - 1]?.line.push(id);
    return lines;
  }

  /** The organization itself and all its subordinate units. */
  async unitsUnder(reader: Reader, id: string): Promise<string[]> {
    const rows = await reader.query<{ id: string }>(`${UNITS} SELECT id FROM units ORDER BY id`, [id]);
    return rows.map((row) => row.id);
  }

  /** The same, with whatever stood below it on any day: wider than on one day, never narrower. */
  async unitsEverUnder(reader: Reader, id: string): Promise<string[]> {
    const rows = await reader.query<{ id: string }>(
      `WITH RECURSIVE units AS (
         SELECT $1::uuid AS id
         UNION SELECT fact.unit_id FROM organization_facts fact JOIN units u ON fact.parent_id = u.id)
       SELECT id FROM units ORDER BY id`,
      [id],
    );
    return rows.map((row) => row.id);
  }

  /** The organizations above this one. */
  async lineAbove(reader: Reader, id: string): Promise<string[]> {
    const rows = await reader.query<{ id: string }>(
      `WITH RECURSIVE superiors AS (
         SELECT parent_id AS id FROM organizations WHERE id = $1
         UNION SELECT o.parent_id FROM organizations o JOIN superiors s ON o.id = s.id)
       SELECT id FROM superiors WHERE id IS NOT NULL ORDER BY id`,
      [id],
    );
    return rows.map((row) => row.id);
  }

  /** Throws NOT_FOUND unless `unitId` is the actor's organization or one of its subordinate units. */
  async requireOwnUnit(
    reader: Reader,
    actor: Actor,
    unitId: string,
    path: readonly string[] = [],
  ): Promise<void> {
    if (unitId === actor.organizationId) return;
    const units = await this.unitsUnder(reader, actor.organizationId);
    if (!units.includes(unitId)) throw notFound(path);
  }

  /** Of each pair in its order: whether the unit is the organization itself or one of its subordinate units. */
  async areOwnUnits(
    reader: Reader,
    pairs: readonly { readonly organizationId: string; readonly unitId: string }[],
  ): Promise<boolean[]> {
    const asked = pairs.filter(({ organizationId, unitId }) => organizationId !== unitId);
    if (asked.length === 0) return pairs.map(() => true);
    const own = await reader.query<{ organizationId: string; unitId: string }>(
      `WITH RECURSIVE line AS (
         SELECT organization_id, unit_id, unit_id AS id FROM unnest($1::uuid[], $2::uuid[]) asked (organization_id, unit_id)
         UNION SELECT l.organization_id, l.unit_id, o.parent_id FROM line l JOIN organizations o ON o.id = l.id)
       SELECT organization_id AS "organizationId", unit_id AS "unitId" FROM line WHERE id = organization_id`,
      [asked.map((pair) => pair.organizationId), asked.map((pair) => pair.unitId)],
    );
    const known = new Set(own.map(({ organizationId, unitId }) => `${organizationId} ${unitId}`));
    return pairs.map(
      ({ organizationId, unitId }) => organizationId === unitId || known.has(`${organizationId} ${unitId}`),
    );
  }

  /** Whether a member belongs to an organization above the given one. */
  async isAbove(reader: Reader, memberId: string, organizationId: string): Promise<boolean> {
    const rows = await reader.query(
      `WITH RECURSIVE superiors AS (
         SELECT parent_id AS id FROM organizations WHERE id = $2
         UNION ALL SELECT o.parent_id FROM organizations o JOIN superiors s ON o.id = s.id)
       SELECT FROM members m JOIN superiors s ON s.id = m.organization_id WHERE m.id = $1`,
      [memberId, organizationId],
    );
    return rows.length > 0;
  }

  /** Departments and offices whose region covers the county and that may give the role; who gets it later finds its tasks. */
  async covering(reader: Reader, regionCode: string, role: Role): Promise<string[]> {
    const rows = await reader.query<Pick<Organization, 'id' | 'kind' | 'regionCode'>>(
      `SELECT ${COLUMNS} FROM organizations o
        WHERE o.kind IN ('COUNTY_DEPARTMENT', 'COLLABORATION_OFFICE') AND o.region_code = ANY($1) ORDER BY o.id`,
      [ancestorCodes(regionCode)],
    );
    return rows.filter((row) => rolesOf(row.kind, row.regionCode).includes(role)).map((row) => row.id);
  }

  /** The organizations that run the platform. */
  async platformOperations(reader: Reader): Promise<string[]> {
    const rows = await reader.query<{ id: string }>(
      `SELECT id FROM organizations WHERE kind = 'PLATFORM_OPERATIONS' ORDER BY id`,
    );
    return rows.map((row) => row.id);
  }
}
