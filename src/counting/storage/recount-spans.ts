import { LOT_RECALLED } from '../../catalog/index';
import { AGREEMENT_ACTIVATED } from '../../pairing/index';
import { waitingStreams } from '../../platform/index';
import { COUNT_ORDER_EVENTS, COUNT_WAITING_PORTIONS, REVERSE_RECALLED_LOTS } from '../domain/reaction-names';
import { COUNTED_KINDS } from './pending-events';

/** SQL: ids at the end of streams on which the reaction has events of these kinds to handle. */
const unhandled = (reaction: string, prefix: number, wanted: string) => `
  SELECT DISTINCT substr(event.stream, ${prefix})::uuid AS id
  FROM ${waitingStreams(reaction)} JOIN domain_events event USING (stream)
  LEFT JOIN reaction_cursors done ON done.stream = event.stream AND done.reaction = ${reaction}
  WHERE event.kind = ${wanted} AND event.sequence > coalesce(done.last_sequence, 0)`;

/** What an announced harvest was worth when it was paid is not kept: it is told once it is settled. */
const ANNOUNCED = `
  SELECT o.id FROM recount_open o WHERE o.paid_on IS NOT NULL
    AND EXISTS (SELECT FROM order_lines line WHERE line.order_id = o.id AND line.forward_supply_id IS NOT NULL)`;

/** Orders, lots and agreements that are left apart: with something still to be counted, or of harvests to come. */
export const WAITING = `
  CREATE UNLOGGED TABLE recount_waiting AS
  ${unhandled(`'${COUNT_ORDER_EVENTS}'`, 7, `ANY('{${COUNTED_KINDS.join(',')}}')`)}
  UNION ${unhandled(`'${REVERSE_RECALLED_LOTS}'`, 5, `'${LOT_RECALLED}'`)}
  UNION ${unhandled(`'${COUNT_WAITING_PORTIONS}'`, 11, `'${AGREEMENT_ACTIVATED}'`)}
  UNION ${ANNOUNCED}`;

const validity = (table: string, subject: string, where = 'true') => `
  SELECT ${subject} AS subject, valid_from AS day FROM ${table} WHERE ${where}
  UNION SELECT ${subject}, valid_to + 1 FROM ${table} WHERE valid_to < 'infinity' AND ${where}`;
const ON = `(h.at AT TIME ZONE 'Asia/Shanghai')::date`;
/** SQL: whom a change concerns that concerns everybody. */
export const EVERYBODY = `'00000000-0000-0000-0000-000000000000'::uuid`;

/** Organizations whose facts another unit's judgement may ask for: what stands above units, and who helps to sell. */
const ASKED_FOR_OTHERS = `
  SELECT parent_id FROM organization_facts WHERE parent_id IS NOT NULL UNION SELECT helper_id FROM help_sell_mandates`;

/** The days from which on a judgement may come out otherwise: for everybody, of a product, of a supplier, of a unit. */
export const SPANS = `
  CREATE UNLOGGED TABLE recount_spans AS
  WITH changes AS (
    ${['counting_rule_versions', 'rule_facts', 'policy_regimes', 'county_designations', 'pairings'].map((table) => validity(table, EVERYBODY)).join(' UNION ')}
    UNION SELECT CASE WHEN unit_id IN (${ASKED_FOR_OTHERS}) THEN ${EVERYBODY} ELSE unit_id END, valid_from FROM organization_facts
    UNION SELECT ${EVERYBODY}, make_date(year, 1, 1) FROM generate_series(2000, 2199) year
    UNION ${validity('recognitions', 'product_id')}
    UNION SELECT product_id, withdrawn_on FROM recognitions WHERE withdrawn_on IS NOT NULL
    UNION SELECT h.supplier_id, ${ON} FROM admission_history h
    UNION ${validity('agency_mandates', 'agent_id')}
    UNION SELECT m.agent_id, ${ON} FROM agency_mandates m JOIN admission_history h ON h.supplier_id = m.principal_id
    UNION SELECT m.agent_id, (m.signed_at AT TIME ZONE 'Asia/Shanghai')::date FROM agency_mandates m WHERE m.signed_at IS NOT NULL)
  SELECT subject, day AS since, lead(day, 1, 'infinity') OVER (PARTITION BY subject ORDER BY day) AS until
  FROM changes WHERE day IS NOT NULL`;

/** SQL: the span of the subject the day lies in, where it has one. */
export const spanOf = (name: string, subject: string, day: string) => `
  LEFT JOIN recount_spans ${name} ON ${name}.subject = ${subject} AND ${day} >= ${name}.since AND ${day} < ${name}.until`;

/** Units of which nothing is asked but their own facts are alike where those are; what is named itself is like nobody. */
export const UNITS = `
  CREATE UNLOGGED TABLE recount_units AS
  WITH named AS (
    SELECT unit_id AS id FROM organization_facts WHERE parent_id IS NOT NULL UNION ${ASKED_FOR_OTHERS}
    UNION SELECT unit_id FROM commitments UNION SELECT unnest(ARRAY[helper_organization_id, helped_organization_id, counter_organization_id]) FROM pairings)
  SELECT fact.unit_id AS id, hashtextextended(string_agg(concat_ws('|', fact.valid_from, fact.kind, fact.region_code, fact.side,
    named.id), ',' ORDER BY fact.valid_from, fact.position), 0) AS class
  FROM organization_facts fact LEFT JOIN named ON named.id = fact.unit_id GROUP BY fact.unit_id`;
