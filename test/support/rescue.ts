import { freshKey, type TestApp } from './app';
import { signInAgain, type Person } from './people';

export interface ShownRound {
  readonly id: string;
  readonly version: number;
  readonly number: string;
  readonly state: string;
  readonly note: string | null;
  readonly fill: { readonly joined: { readonly value: string }; readonly percent: number };
  readonly ownParts: readonly {
    readonly unitId: string;
    readonly want: { readonly value: string };
    readonly given: { readonly value: string } | null;
    readonly orderId: string | null;
    readonly channelId: string | null;
  }[];
}
const ROUND = `id version number state note fill { joined { value } percent }
  ownParts { unitId want { value } given { value } orderId channelId }`;

export interface RescueAnswer {
  readonly round: ShownRound | null;
  /** `CODE at.its.path`, or the error's code. */
  readonly refusals: readonly string[];
}

/** One verb over HTTP. */
export async function rescue(
  app: TestApp,
  person: Person,
  verb: string,
  input: object,
): Promise<RescueAnswer> {
  const type = `${verb.charAt(0).toUpperCase()}${verb.slice(1)}Input`;
  const { data, errors } = await app.graphql<Record<
    string,
    { rescueRound: ShownRound | null; refusals: { code: string; path: string[] }[] }
  > | null>(
    `mutation ($input: ${type}!) { ${verb}(input: $input) { rescueRound { ${ROUND} } refusals { code path } } }`,
    { input: { idempotencyKey: freshKey(), ...input } },
    { token: await signInAgain(app, person) },
  );
  const [error] = errors ?? [];
  if (error)
    return {
      round: null,
      refusals: [`${error.extensions.code} ${error.extensions.path?.join('.') ?? ''}`.trim()],
    };
  const payload = data?.[verb];
  return {
    round: payload?.rescueRound ?? null,
    refusals: payload?.refusals.map(({ code, path }) => `${code} ${path.join('.')}`) ?? [],
  };
}

/** The same, where it must succeed. */
export async function rescued(
  app: TestApp,
  person: Person,
  verb: string,
  input: object,
): Promise<ShownRound> {
  const { round, refusals } = await rescue(app, person, verb, input);
  if (!round) throw new Error(`${verb}: ${refusals.join(', ')}`);
  return round;
}

export async function readRound(app: TestApp, person: Person, id: string): Promise<ShownRound | null> {
  const { data } = await app.graphql<{ rescueRound: ShownRound } | null>(
    `query ($id: UUID!) { rescueRound(id: $id) { ${ROUND} } }`,
    { id },
    { token: await signInAgain(app, person) },
  );
  return data?.rescueRound ?? null;
}

/** 1 t at 40 yuan a kilogram and 300 yuan of freight for all, from 500 kg on, delivered before it expires. */
export const roundTerms = (alarmId: string, more: object = {}) => ({
  alarmId,
  offered: { value: '1000', unit: 'kg' },
  minimum: { value: '500', unit: 'kg' },
  unitPrice: { amount: '40.00' },
  priceUnit: 'kg',
  freight: { amount: '300.00' },
  deliveryOn: '2026-07-25',
  closesAt: '2026-07-12T17:00:00+08:00',
  ...more,
});

/** Writes an alarm as the watch raises it, for a lot made by hand. */
export async function raiseAlarm(app: TestApp, lotId: string): Promise<string> {
  const [row] = await app.database.query<{ id: string }>(
    `INSERT INTO unsold_alarms SELECT gen_random_uuid(), 1, l.id, l.supplier_id, l.product_id, l.origin_county_code, 'RAISED',
       $2, NULL, s.in_base - s.reserved_base, l.expires_on, 8000, 0, 10000, 8000
     FROM lots l JOIN lot_stock s ON s.lot_id = l.id WHERE l.id = $1 RETURNING id`,
    [lotId, app.clock.now()],
  );
  return row?.id ?? '';
}

/** The county of a part's delivery is no longer one: its order would be refused. */
export async function spoilDelivery(app: TestApp, { id }: ShownRound, unitId: string): Promise<void> {
  await app.database.query(
    `UPDATE rescue_parts SET delivery_county = '999999' WHERE round_id = $1 AND unit_id = $2`,
    [id, unitId],
  );
}

/** What each part got and pays of the freight, in the order in which they joined. */
export async function givenParts(app: TestApp, { id }: ShownRound): Promise<[bigint, bigint | null][]> {
  const parts = await app.database.query<{ given: bigint; freight: bigint | null }>(
    `SELECT p.given_base AS given, o.freight_fen AS freight FROM rescue_parts p
       LEFT JOIN orders o ON o.id = p.order_id WHERE p.round_id = $1 ORDER BY p.place`,
    [id],
  );
  return parts.map(({ given, freight }) => [given, freight]);
}

export interface ShownAlarm {
  readonly id: string;
  readonly lotId: string;
  readonly state: string;
  readonly riskBp: number;
}

export async function shownAlarms(app: TestApp, person: Person): Promise<readonly ShownAlarm[]> {
  const { data } = await app.graphql<{ unsoldAlarms: { edges: { node: ShownAlarm }[] } } | null>(
    'query { unsoldAlarms(first: 50) { totalCount edges { node { id lotId state ageBp priceFallBp unsoldBp riskBp } } } }',
    {},
    { token: await signInAgain(app, person) },
  );
  return data?.unsoldAlarms.edges.map(({ node }) => node) ?? [];
}
