import { randomUUID } from 'node:crypto';
import { Reconciliation, type ReconciliationLine } from '../../src/platform/index';
import { makeAgreement } from './agreements';
import { freshKey, startTestApp, type TestApp } from './app';
import { makeGoods, type Goods } from './goods';
import {
  LINE,
  OUTLOOK,
  PLAN,
  TOLD,
  type Money,
  type Outlook,
  type ShownPlan,
  type ShownPlanLine,
} from './outlook-shown';
import { OrderHistory, type WrittenOrder } from './order-events';
import {
  PLACES,
  addMember,
  addOrganization,
  makePeople,
  signInAgain,
  type People,
  type Person,
} from './people';

/** A draft of what is taken from a plan on 30 June 2027. */
const TERMS = {
  title: '示例采购计划询价',
  quoteDeadline: '2027-06-30T12:00:00Z',
  sealed: false,
  deliveryCounty: '330211',
};

/** A year is played, and the next is foretold by it: autumn goods, a target of 20,000 yuan at the pairing's leaf. */
export class OutlookWorld {
  agreementId = '';

  private constructor(
    readonly app: TestApp,
    readonly people: People,
    readonly goods: Goods,
    readonly elsewhere: Person,
    readonly history: OrderHistory,
  ) {}

  static async start(): Promise<OutlookWorld> {
    const app = await startTestApp();
    // What invoices have to do with it is another test's matter, and the days are those of 2027.
    await app.database.query(`UPDATE rule_facts SET value = '0' WHERE key = 'INVOICE_REQUIRED_TO_COUNT'`);
    const people = await makePeople(app);
    const goods = await makeGoods(app, people, { recognisedTo: '2028-12-31' });
    const elsewhere = await app.transactions.run(async (tx) => {
      const office = { kind: 'COLLABORATION_OFFICE', regionCode: '440000', side: 'EAST' } as const;
      return addMember(app, tx, await addOrganization(tx, office), 'COORD_PROV');
    });
    const world = new OutlookWorld(app, people, goods, elsewhere, new OrderHistory(app));
    await world.agreementOf(2026);
    world.until('2026-09-10');
    await world.settled(600_000n);
    world.until('2026-10-25');
    const refunded = await world.settled(910_000n);
    await world.history.refund(refunded, refunded.portions[0] ?? '', 10_000n);
    await app.settle();
    world.until('2027-06-30');
    world.agreementId = await world.agreementOf(2027);
    return world;
  }

  until(day: string): void {
    this.app.clock.advance(Date.parse(`${day}T04:00:00Z`) - this.app.clock.now().getTime());
  }

  place(fen: bigint): Promise<WrittenOrder> {
    const { buyer } = this.people;
    const wish = { buyerId: buyer.id, unitId: buyer.unitId, placedBy: buyer.clerk.id };
    return this.history.place({ ...wish, goods: [this.goods], fen: [fen], countyCode: PLACES.westCounty });
  }

  async settled(fen: bigint): Promise<WrittenOrder> {
    const order = await this.place(fen);
    await this.history.pay(order);
    await this.history.settle(order, [fen]);
    await this.stateOf(order, 'SETTLED');
    await this.app.settle();
    return order;
  }

  async stateOf(order: WrittenOrder, state: string): Promise<void> {
    await this.app.database.query('UPDATE orders SET state = $2 WHERE id = $1', [order.id, state]);
  }

  async ask<Data>(query: string, variables: object = {}, person: Person = this.people.coordEast.city) {
    const token = await signInAgain(this.app, person);
    return this.app.graphql<Data>(query, { id: this.agreementId, ...variables }, { token });
  }

  async outlook(id = this.agreementId, person?: Person): Promise<Outlook> {
    const { data, errors } = await this.ask<{ agreementOutlook: Outlook }>(OUTLOOK, { id }, person);
    if (errors) throw new Error(JSON.stringify(errors));
    return data.agreementOutlook;
  }

  /** What is told when the books of 2026 opened on that day. */
  async openedOn(day: string): Promise<Outlook> {
    await this.app.database.query(
      'UPDATE annual_agreements SET created_at = $1::timestamptz WHERE year = 2026',
      [`${day}T00:00:00+08:00`],
    );
    return this.outlook();
  }

  async leaf() {
    const [found] = (await this.outlook()).leaves.filter(({ name }) => name === '镇海区–金阳县');
    if (!found) throw new Error('the leaf is not told');
    return found;
  }

  /** Asks for a plan: what it is answered, or its refusals. */
  async request(
    agreementId = this.agreementId,
    person?: Person,
  ): Promise<{ purchasePlan: ShownPlan | null; refusals: string[] }> {
    const { data, errors } = await this.ask<{
      requestPurchasePlan: { purchasePlan: ShownPlan | null; refusals: { code: string }[] };
    }>(
      `mutation ($input: RequestPurchasePlanInput!) { requestPurchasePlan(input: $input) { purchasePlan { ${PLAN} } refusals { code } } }`,
      { input: { idempotencyKey: freshKey(), agreementId } },
      person,
    );
    const [error] = errors ?? [];
    if (error) return { purchasePlan: null, refusals: [error.extensions.code] };
    const { purchasePlan, refusals } = data.requestPurchasePlan;
    return { purchasePlan, refusals: refusals.map(({ code }) => code) };
  }

  async planned(): Promise<ShownPlan> {
    const { purchasePlan, refusals } = await this.request();
    if (!purchasePlan) throw new Error(refusals.join());
    await this.app.settle();
    return this.plan(purchasePlan.id);
  }

  async plan(id: string, person?: Person): Promise<ShownPlan> {
    const query = `query ($id: UUID!) { purchasePlan(id: $id) { ${PLAN} } }`;
    const { data, errors } = await this.ask<{ purchasePlan: ShownPlan }>(query, { id }, person);
    if (errors) throw new Error(JSON.stringify(errors));
    return data.purchasePlan;
  }

  async planLines(id: string, person?: Person): Promise<ShownPlanLine[]> {
    const query = `query ($id: UUID!) { purchasePlanLines(purchasePlanId: $id) { edges { node { ${LINE} } } } }`;
    const { data, errors } = await this.ask<{ purchasePlanLines: { edges: { node: ShownPlanLine }[] } }>(
      query,
      { id },
      person,
    );
    if (errors) throw new Error(JSON.stringify(errors));
    return data.purchasePlanLines.edges.map(({ node }) => node);
  }

  async ownLines(person: Person, states: string[] | null = ['PROPOSED']): Promise<ShownPlanLine[]> {
    const query = `query ($states: [PlanLineState!]) { ownPlanLines(states: $states) { totalCount edges { node { ${LINE} } } } }`;
    const { data, errors } = await this.ask<{ ownPlanLines: { edges: { node: ShownPlanLine }[] } }>(
      query,
      { states },
      person,
    );
    if (errors) throw new Error(JSON.stringify(errors));
    return data.ownPlanLines.edges.map(({ node }) => node);
  }

  /** Takes or declines lines: the lines as they stand then, or the refusals as `CODE path`. */
  private async decide(
    verb: 'acceptPlanLines' | 'declinePlanLines',
    input: object,
    person: Person = this.people.buyer.clerk,
  ) {
    const type = `${verb.charAt(0).toUpperCase()}${verb.slice(1)}Input`;
    const { data, errors } = await this.ask<
      Record<string, { planLines: ShownPlanLine[] | null; refusals: { code: string; path: string[] }[] }>
    >(
      `mutation ($input: ${type}!) { ${verb}(input: $input) { planLines { ${LINE} } refusals { code path } } }`,
      { input: { idempotencyKey: freshKey(), ...input } },
      person,
    );
    const [error] = errors ?? [];
    if (error) return { lines: [], refusals: [error.extensions.code] };
    const { planLines, refusals } = data[verb] ?? { planLines: null, refusals: [] };
    return {
      lines: planLines ?? [],
      refusals: refusals.map(({ code, path }) => `${code} ${path.join('.')}`),
    };
  }

  /** Takes one line as it was seen first, all of it unless less is said. */
  accept(
    line: ShownPlanLine | undefined,
    {
      expectedVersion = 1,
      kg,
      person,
      ...terms
    }: { expectedVersion?: number; kg?: string; person?: Person; quoteDeadline?: string } = {},
  ) {
    const quantity = kg === undefined ? null : { value: kg, unit: 'kg' };
    const lines = [{ planLineId: line?.id, expectedVersion, quantity }];
    return this.decide('acceptPlanLines', { lines, terms: { ...TERMS, ...terms } }, person);
  }

  decline(line: ShownPlanLine | undefined, reason: string, person?: Person) {
    const lines = [{ planLineId: line?.id, expectedVersion: 1 }];
    return this.decide('declinePlanLines', { lines, reason }, person);
  }

  async plans(id = this.agreementId, person?: Person): Promise<ShownPlan[]> {
    const { data, errors } = await this.ask<{ purchasePlans: { edges: { node: ShownPlan }[] } }>(
      `query ($id: UUID!) { purchasePlans(agreementId: $id) { totalCount edges { node { ${PLAN} } } } }`,
      { id },
      person,
    );
    if (errors) throw new Error(JSON.stringify(errors));
    return data.purchasePlans.edges.map(({ node }) => node);
  }

  async told(first: number, after: string | null = null) {
    const { data, errors } = await this.ask<{
      toldForecasts: {
        totalCount: number;
        pageInfo: { endCursor: string };
        edges: { node: { madeOn: string; mid: Money } }[];
      };
    }>(TOLD, { first, after });
    if (errors) throw new Error(JSON.stringify(errors));
    return data.toldForecasts;
  }

  /** What the reconciliation says of the sentence that begins so. */
  async proved(sentence: string): Promise<ReconciliationLine | undefined> {
    const lines: ReconciliationLine[] = [];
    await this.app.nest.get(Reconciliation).run((line) => lines.push(line));
    return lines.find((line) => line.sentence.startsWith(sentence));
  }

  /** A framework agreement in force, written directly: 610 kg are left at 10 yuan, over the 305 days from 1 July. */
  async framework(): Promise<string> {
    const id = randomUUID();
    await this.app.transactions.run(async (tx) => {
      await tx.query(
        `INSERT INTO framework_agreements (id, version, number, buyer_id, supplier_id, state, draft_number, offered_number, title,
           from_on, until_on, terms, freight_kind, freight_fen, notice_days, prepared_by, created_at, active_since)
         VALUES ($1::uuid, 1, $1::text, $2, $3, 'ACTIVE', 1, 1, '示例框架协议', '2027-07-01', '2028-04-30', 'PREPAID', 'INCLUDED', 0, 30, $4, $5, $5)`,
        [id, this.people.buyer.id, this.people.supplier.id, this.people.buyer.clerk.id, tx.at],
      );
      await tx.query(
        `INSERT INTO framework_lines (id, framework_id, draft_number, position, product_id, product_name, category_code, grade, unit,
           cap_base, taken_base, unit_price_fen, price_unit, lead_days)
         VALUES (gen_random_uuid(), $1, 1, 1, $2, '示例花椒', '13', '一级', 'kg', 1000000, 390000, 1000, 'kg', 3)`,
        [id, this.goods.productId],
      );
    });
    return id;
  }

  /** A relation of the buyer itself with the western city, and its agreement of 2027; both written directly. */
  async pledge(): Promise<string> {
    const [pairingId, id, root, leaf] = [randomUUID(), randomUUID(), randomUUID(), randomUUID()];
    const sides = [PLACES.eastCounty, PLACES.westCity, this.people.buyer.id];
    await this.app.transactions.run(async (tx) => {
      await tx.query(
        `INSERT INTO pairings (id, kind, level, east_region_code, west_region_code, helper_organization_id, valid_from, state, exclusive,
           source_document, verified) VALUES ($1, 'ENTERPRISE_PLEDGE', 'ORGANIZATION', $2, $3, $4, '2027-01-01', 'ACTIVE', false, '示例', false)`,
        [pairingId, ...sides],
      );
      await tx.query(
        `INSERT INTO annual_agreements (id, kind, pairing_id, year, east_region_code, west_region_code, helper_organization_id, state,
           draft_number, in_force_draft, in_force_since, created_at)
         VALUES ($1, 'ENTERPRISE_PLEDGE', $2, 2027, $3, $4, $5, 'ACTIVE', 1, 1, $6, $6)`,
        [id, pairingId, ...sides, tx.at],
      );
      await tx.query(
        `INSERT INTO commitments (id, agreement_id, parent_id, indicator, unit, leaf, unit_id)
         VALUES ($1, $3, NULL, 'CON-1', 'YUAN', NULL, NULL), ($2, $3, $1, 'CON-1', 'YUAN', 'UNIT', $4)`,
        [root, leaf, id, this.people.buyer.id],
      );
      await tx.query(`INSERT INTO commitment_targets VALUES ($1, 1, $2, 1000000, '2027-12-31')`, [id, leaf]);
    });
    return id;
  }

  private agreementOf(year: number): Promise<string> {
    const leaves = [{ east: PLACES.eastCounty, west: PLACES.westCounty, fen: 2_000_000n }];
    return makeAgreement(this.app, { year, ownFen: 0n, leaves });
  }
}
