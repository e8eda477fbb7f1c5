import { Injectable } from '@nestjs/common';
import { Database, counted, limitOf, type Actor, type PageRequest } from '../../platform/index';
import { sharedDigits } from '../../regions/index';
import type { ParkKind, PriceBasis, SlotKind } from '../domain/park-kinds';
import type { ResourceCapacity } from '../domain/resources';
import type { ParkSlot } from './park.entity';
import { closestSaid } from './park-reader';
import { INSIDE, sightOf } from './park-sights';

export const SLOT_SORTS = ['NEWEST', 'PRICE_LOWEST'] as const;
export type SlotSort = (typeof SLOT_SORTS)[number];

export type SlotRow = Omit<ParkSlot, 'addedBy'>;
export type FoundSlot = SlotRow & { readonly sortKey: string };

export interface SlotsWanted {
  readonly parkId: string | null;
  readonly kind: SlotKind | null;
  /** So much of each at least. */
  readonly atLeast: readonly ResourceCapacity[];
  readonly within: string | null;
  readonly parkKind: ParkKind | null;
  readonly industryLine: readonly string[] | null;
  /** Only of parks that say they want the industry. */
  readonly industryWanted: boolean;
  readonly priceBasis: PriceBasis | null;
  readonly priceToFen: bigint | null;
  readonly availableBy: string | null;
  readonly retired: boolean;
  readonly today: string;
}

export interface TermsRow {
  readonly slotId: string;
  readonly number: number;
  readonly priceFen: bigint;
  readonly priceBasis: PriceBasis;
  readonly leaseFromMonths: number | null;
  readonly leaseToMonths: number | null;
  readonly rentFreeMonths: number | null;
  readonly availableFrom: string;
  readonly note: string | null;
  readonly saidAt: Date;
  readonly capacities: readonly ResourceCapacity[];
}

const COLUMNS = `s.id, s.version, s.park_id AS "parkId", s.code, s.kind, s.state, s.terms, s.price_fen AS "priceFen",
  s.price_basis AS "priceBasis", s.available_from AS "availableFrom", s.added_at AS "addedAt", s.retired_at AS "retiredAt"`;
const FROM = 'FROM park_slots s JOIN parks p ON p.id = s.park_id';

const TERMS = `
  SELECT t.slot_id AS "slotId", t.number, t.price_fen AS "priceFen", t.price_basis AS "priceBasis",
    t.lease_from_months AS "leaseFromMonths", t.lease_to_months AS "leaseToMonths", t.rent_free_months AS "rentFreeMonths",
    t.available_from AS "availableFrom", t.note, t.said_at AS "saidAt",
    (SELECT jsonb_agg(jsonb_build_object('resource', r.resource, 'capacity', r.capacity) ORDER BY r.resource)
       FROM park_slot_resources r WHERE r.slot_id = t.slot_id AND r.terms = t.number) AS capacities
  FROM park_slot_terms t WHERE t.slot_id = ANY($1::uuid[]) ORDER BY t.number`;

/** Finds what may be taken. What is retired is seen by those who see what is not confirmed. */
@Injectable()
export class SlotSearch {
  constructor(private readonly database: Database) {}

  /** Null: not there, or not for this caller. */
  visibleTo(actor: Actor, id: string): Promise<SlotRow | null> {
    return this.database.one<SlotRow>(
      `SELECT ${COLUMNS} ${FROM} WHERE (s.state <> 'RETIRED' OR ${INSIDE}) AND s.id = $4`,
      [...sightOf(actor), id],
    );
  }

  page(actor: Actor, wanted: SlotsWanted, sort: SlotSort, request: PageRequest): Promise<FoundSlot[]> {
    const { conditions, values, bind } = conditionsOf(actor, wanted);
    const [key, direction, type] =
      sort === 'NEWEST' ? ['s.added_at', 'DESC', 'timestamptz'] : ['s.price_fen', 'ASC', 'bigint'];
    if (request.after) {
      const beyond = direction === 'ASC' ? '>' : '<';
      const [last, id] = request.after;
      conditions.push(`(${key}, s.id) ${beyond} (${bind(last)}::text::${type}, ${bind(id)}::uuid)`);
    }
    return this.database.query<FoundSlot>(
      `SELECT ${COLUMNS}, ${key}::text AS "sortKey" ${FROM} WHERE ${conditions.join(' AND ')}
        ORDER BY ${key} ${direction}, s.id ${direction} LIMIT ${limitOf(request)}`,
      values,
    );
  }

  count(actor: Actor, wanted: SlotsWanted): Promise<number> {
    const { conditions, values } = conditionsOf(actor, wanted);
    return counted(this.database, `${FROM} WHERE ${conditions.join(' AND ')}`, values);
  }

  /** Of slots the caller sees already: all they were ever offered on. */
  terms(slotIds: readonly string[]): Promise<TermsRow[]> {
    return this.database.query<TermsRow>(TERMS, [slotIds]);
  }
}

/** What is asked for and nothing else: a condition that is not there costs neither rows nor a wrong plan. */
function conditionsOf(actor: Actor, wanted: SlotsWanted) {
  const values: unknown[] = wanted.retired ? [...sightOf(actor)] : [];
  const bind = (value: unknown) => `$${values.push(value)}`;
  const conditions = wanted.retired
    ? [`s.state = 'RETIRED' AND ${INSIDE}`]
    : [`s.state <> 'RETIRED'`, `p.state <> 'CLOSED'`];
  const { parkId, kind, within, parkKind, industryLine, priceBasis, priceToFen, availableBy } = wanted;
  if (parkId !== null) conditions.push(`s.park_id = ${bind(parkId)}::uuid`);
  if (kind !== null) conditions.push(`s.kind = ${bind(kind)}::text`);
  for (const { resource, capacity } of wanted.atLeast)
    conditions.push(`EXISTS (SELECT FROM park_slot_resources r WHERE r.slot_id = s.id AND r.live
      AND r.resource = ${bind(resource)}::text AND r.capacity >= ${bind(capacity)}::int)`);
  if (within !== null) conditions.push(`p.county_code LIKE ${bind(`${sharedDigits(within)}%`)}::text`);
  if (industryLine !== null) {
    const said = closestSaid('p', bind(industryLine));
    conditions.push(wanted.industryWanted ? said : `coalesce(${said}, true)`);
  }
  if (priceBasis !== null) conditions.push(`s.price_basis = ${bind(priceBasis)}::text`);
  if (priceToFen !== null) conditions.push(`s.price_fen <= ${bind(priceToFen)}::bigint`);
  if (availableBy !== null) conditions.push(`s.available_from <= ${bind(availableBy)}::date`);
  const kindAsked = parkKind === null ? '' : `AND w.kind = ${bind(parkKind)}::text`;
  // A subquery, not EXISTS: one relation less to order is a fifth of the time such a search takes.
  if (!wanted.retired || parkKind !== null)
    conditions.push(`(SELECT ${bind(wanted.today)}::date BETWEEN w.valid_from AND coalesce(w.valid_to, 'infinity') ${kindAsked}
      FROM park_wordings w WHERE w.park_id = p.id AND w.number = p.wording)`);
  return { conditions, values, bind };
}
