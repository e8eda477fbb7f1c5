import { Injectable } from '@nestjs/common';
import { Database, counted, limitOf, type Actor } from '../../platform/index';
import { sharedDigits } from '../../regions/index';
import type { MarketKind, ParkFileKind, ParkKind, PolicyKind } from '../domain/park-kinds';
import type { ClosingState, ParkState, WordingState } from '../domain/park.states';
import { INSIDE, SEEN, sightOf } from './park-sights';

export interface ParkRow {
  readonly id: string;
  readonly version: number;
  readonly number: string;
  readonly operatorId: string;
  readonly countyCode: string;
  readonly homeCountyCode: string;
  readonly state: ParkState;
  readonly wording: number | null;
  readonly registeredAt: Date;
  readonly closedOn: string | null;
  /** Whether the asker sees what is not confirmed. */
  readonly inside: boolean;
}

export interface ParksWanted {
  readonly within: string | null;
  readonly kind: ParkKind | null;
  /** Codes from the section down to the industry that must not be excluded. */
  readonly industryLine: readonly string[] | null;
  readonly states: readonly ParkState[] | null;
  readonly text: string | null;
}

export interface WordingRow {
  readonly parkId: string;
  readonly number: number;
  readonly state: WordingState;
  readonly name: string;
  readonly kind: ParkKind;
  readonly longitudeHundredths: number;
  readonly latitudeHundredths: number;
  readonly validFrom: string;
  readonly validTo: string | null;
  readonly workers: number | null;
  readonly commutingKm: number | null;
  readonly description: string | null;
  readonly environmentNote: string | null;
  readonly saidAt: Date;
  readonly decidedAt: Date | null;
  readonly decisionNote: string | null;
  readonly capacities: readonly { readonly resource: string; readonly capacity: number }[];
  readonly industries: readonly { readonly code: string; readonly wanted: boolean }[];
  readonly partners: readonly {
    readonly organizationId: string;
    readonly fromOn: string;
    readonly untilOn: string | null;
  }[];
  readonly markets: readonly { readonly kind: MarketKind; readonly name: string; readonly km: number }[];
}
export interface ResourceRow {
  readonly parkId: string;
  readonly resource: string;
  readonly capacity: number;
  readonly slotted: number;
}
export interface FileRow {
  readonly parkId: string;
  readonly fileId: string;
  readonly kind: ParkFileKind;
  readonly name: string;
  readonly mediaType: string;
  readonly sha256: string;
  readonly attachedAt: Date;
}
export interface PolicyRow {
  readonly parkId: string;
  readonly id: string;
  readonly kind: PolicyKind;
  readonly title: string;
  readonly documentNo: string;
  readonly summary: string;
  readonly validFrom: string;
  readonly validTo: string;
  readonly fileId: string | null;
  readonly recordedAt: Date;
}

export interface ClosingRow {
  readonly parkId: string;
  readonly number: number;
  readonly state: ClosingState;
  readonly closedOn: string;
  readonly reason: string;
  readonly proposerId: string;
  readonly proposedAt: Date;
  readonly deciderId: string | null;
  readonly decidedAt: Date | null;
  readonly decisionNote: string | null;
}

const COLUMNS = `p.id, p.version, p.number, p.operator_id AS "operatorId", p.county_code AS "countyCode",
  p.home_county_code AS "homeCountyCode", p.closed_on AS "closedOn", p.state, p.wording,
  p.registered_at AS "registeredAt", coalesce(${INSIDE}, false) AS inside`;

/** The closest of what the wording says of an industry; null: nothing. `$n` are the codes of its line. */
export const closestSaid = (park: string, line: string) =>
  `(SELECT i.wanted FROM park_wording_industries i WHERE i.park_id = ${park}.id AND i.wording = ${park}.wording
     AND i.code = ANY(${line}::text[]) ORDER BY length(i.code) DESC LIMIT 1)`;

/** What is proposed first is found by its first words. */
const FOUND = `FROM parks p JOIN park_wordings w ON w.park_id = p.id AND w.number = coalesce(p.wording,
    (SELECT max(number) FROM park_wordings x WHERE x.park_id = p.id))
  WHERE ${SEEN} AND ($4::text IS NULL OR p.county_code LIKE $4) AND ($5::text IS NULL OR w.kind = $5)
    AND ($6::text[] IS NULL OR coalesce(${closestSaid('p', '$6')}, true)) AND ($7::text[] IS NULL OR p.state = ANY($7))
    AND ($8::text IS NULL OR strpos(w.name, $8) > 0)`;

const LISTED = (
  column: string,
  table: string,
  order: string,
) => `(SELECT coalesce(jsonb_agg(${column} ORDER BY ${order}), '[]')
  FROM ${table} x WHERE x.park_id = w.park_id AND x.wording = w.number)`;

const PARTS = {
  wordings: `SELECT w.park_id AS "parkId", w.number, w.state, w.name, w.kind, w.longitude_hundredths AS "longitudeHundredths",
      w.latitude_hundredths AS "latitudeHundredths", w.valid_from AS "validFrom", w.valid_to AS "validTo", w.workers,
      w.commuting_km AS "commutingKm", w.description, w.environment_note AS "environmentNote", w.said_at AS "saidAt",
      w.decided_at AS "decidedAt", w.decision_note AS "decisionNote",
      ${LISTED(`jsonb_build_object('resource', x.resource, 'capacity', x.capacity)`, 'park_wording_capacities', 'x.resource')} AS capacities,
      ${LISTED(`jsonb_build_object('code', x.code, 'wanted', x.wanted)`, 'park_wording_industries', 'x.code')} AS industries,
      ${LISTED(`jsonb_build_object('organizationId', x.organization_id, 'fromOn', x.from_on, 'untilOn', x.until_on)`, 'park_wording_partners', 'x.position')} AS partners,
      ${LISTED(`jsonb_build_object('kind', x.kind, 'name', x.name, 'km', x.km)`, 'park_wording_markets', 'x.position')} AS markets
    FROM park_wordings w WHERE w.park_id = ANY($1::uuid[]) ORDER BY w.number`,
  resources: `SELECT park_id AS "parkId", resource, capacity, slotted FROM park_resources
    WHERE park_id = ANY($1::uuid[]) AND capacity > 0 ORDER BY resource`,
  files: `SELECT x.park_id AS "parkId", x.file_id AS "fileId", x.kind, f.name, f.media_type AS "mediaType", x.sha256,
      x.attached_at AS "attachedAt" FROM park_files x JOIN files f ON f.id = x.file_id
    WHERE x.park_id = ANY($1::uuid[]) AND x.removed_at IS NULL ORDER BY x.attached_at, x.file_id`,
  policies: `SELECT park_id AS "parkId", id, kind, title, document_no AS "documentNo", summary, valid_from AS "validFrom",
      valid_to AS "validTo", file_id AS "fileId", recorded_at AS "recordedAt"
    FROM park_policies WHERE park_id = ANY($1::uuid[]) ORDER BY valid_from DESC, id`,
  closings: `SELECT park_id AS "parkId", number, state, closed_on AS "closedOn", reason, proposer_id AS "proposerId",
      proposed_at AS "proposedAt", decider_id AS "deciderId", decided_at AS "decidedAt", decision_note AS "decisionNote"
    FROM park_closings WHERE park_id = ANY($1::uuid[]) ORDER BY number`,
} as const;
export type ParkPart = keyof typeof PARTS;

/** Reads parks as a caller may see them. */
@Injectable()
export class ParkReader {
  constructor(private readonly database: Database) {}

  /** Null: not there, or not for this caller. */
  visibleTo(actor: Actor, id: string): Promise<ParkRow | null> {
    return this.database.one<ParkRow>(`SELECT ${COLUMNS} FROM parks p WHERE ${SEEN} AND p.id = $4`, [
      ...sightOf(actor),
      id,
    ]);
  }

  /** Newest first. */
  page(
    actor: Actor,
    wanted: ParksWanted,
    { at, id, fetch }: { at: string | null; id: string | null; fetch: number },
  ): Promise<ParkRow[]> {
    return this.database.query<ParkRow>(
      `SELECT ${COLUMNS} ${FOUND} AND ($9::timestamptz IS NULL OR (p.registered_at, p.id) < ($9::timestamptz, $10::uuid))
        ORDER BY p.registered_at DESC, p.id DESC LIMIT ${limitOf({ fetch })}`,
      [...sightOf(actor), ...valuesOf(wanted), at, id],
    );
  }

  count(actor: Actor, wanted: ParksWanted): Promise<number> {
    return counted(this.database, FOUND, [...sightOf(actor), ...valuesOf(wanted)]);
  }

  /** Of parks the caller sees already. */
  parts<Row>(part: ParkPart, parkIds: readonly string[]): Promise<Row[]> {
    return this.database.query<Row>(PARTS[part], [parkIds]);
  }
}

const valuesOf = ({ within, kind, industryLine, states, text }: ParksWanted) => [
  within === null ? null : `${sharedDigits(within)}%`,
  kind,
  industryLine,
  states,
  text,
];
