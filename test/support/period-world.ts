import { Reconciliation } from '../../src/platform/index';
import { makeAgreement } from './agreements';
import { freshKey, startTestApp, type TestApp } from './app';
import { makeGoods, type Goods } from './goods';
import { OrderHistory, type WrittenOrder } from './order-events';
import { PLACES, addMember, addOrganization, makePeople, type People, type Person } from './people';
import { PeriodDesk } from './period-desk';

interface WishAnswer {
  reattribution: { id: string; state: string; version: number } | null;
  refusals: { code: string }[];
}
const COUNTING = ['I5', 'I6', 'I7', 'I8', 'I24'];

/** An agreement of two cities, a buyer with two units, and everybody who closes, corrects and signs its months. */
export class PeriodWorld {
  readonly history: OrderHistory;
  readonly desk: PeriodDesk;

  private constructor(
    readonly app: TestApp,
    readonly people: People,
    readonly goods: Goods,
    readonly agreement: string,
    readonly otherUnit: string,
    /** Verifies and does not coordinate. */
    readonly verifier: Person,
  ) {
    this.history = new OrderHistory(app);
    this.desk = new PeriodDesk(app);
  }

  static async start(): Promise<PeriodWorld> {
    const app = await startTestApp();
    const people = await makePeople(app);
    const goods = await makeGoods(app, people);
    const leaf = { east: PLACES.eastCounty, west: PLACES.westCounty, fen: 100n };
    const agreement = await makeAgreement(app, { leaves: [leaf] });
    const [unit, verifier] = await app.transactions.run(async (tx) => [
      await addOrganization(tx, {
        kind: 'ENTERPRISE',
        regionCode: '330203',
        side: 'EAST',
        parentId: people.buyer.id,
      }),
      await addMember(app, tx, people.coordWest.city.organizationId, 'VERIFIER'),
    ]);
    await app.settle();
    return new PeriodWorld(app, people, goods, agreement, unit, verifier);
  }

  get east(): Person {
    return this.people.coordEast.city;
  }
  get west(): Person {
    return this.people.coordWest.city;
  }

  place(fen: bigint, goods = this.goods): Promise<WrittenOrder> {
    const { buyer } = this.people;
    return this.history.place({
      buyerId: buyer.id,
      unitId: buyer.unitId,
      placedBy: buyer.clerk.id,
      goods: [goods],
      fen: [fen],
      countyCode: PLACES.westCounty,
    });
  }

  /** Settled, not counted yet. */
  async happened(fen: bigint, goods = this.goods): Promise<WrittenOrder> {
    const order = await this.place(fen, goods);
    await this.history.settle(order, [fen]);
    return order;
  }

  async settled(fen: bigint): Promise<WrittenOrder> {
    const order = await this.happened(fen);
    await this.app.settle();
    return order;
  }

  propose(order: WrittenOrder, toUnitId = this.otherUnit): Promise<WishAnswer> {
    const input = { orderId: order.id, toUnitId, reason: '示例：归属填错' };
    return this.wish('proposeReattribution', this.people.buyer.clerk, input);
  }

  confirm(proposed: WishAnswer, person: Person): Promise<WishAnswer> {
    const { id, version } = proposed.reattribution ?? { id: '', version: 1 };
    return this.wish('confirmReattribution', person, { reattributionId: id, expectedVersion: version });
  }

  /** Another coordinator of the same office. */
  colleague(person: Person): Promise<Person> {
    return this.app.transactions.run((tx) => addMember(this.app, tx, person.organizationId, 'COORD_CITY'));
  }

  /** Verifies elsewhere. */
  async strangerVerifier(): Promise<Person> {
    return this.app.transactions.run(async (tx) => {
      const office = { kind: 'COLLABORATION_OFFICE', regionCode: '440300', side: 'EAST' } as const;
      return addMember(this.app, tx, await addOrganization(tx, office), 'VERIFIER');
    });
  }

  /** Closed and reported. */
  async close(month: string): Promise<void> {
    expect((await this.desk.close(this.agreement, month, this.east)).refusals).toEqual([]);
    await this.app.settle();
  }

  /** What is wrong with the books, by the checks anyone can run. */
  async breaks(): Promise<string[]> {
    const breaks: string[] = [];
    await this.app.nest.get(Reconciliation).run((line) => {
      if (COUNTING.includes(line.invariant)) breaks.push(...line.breaks);
    });
    return breaks;
  }

  private async wish(verb: string, person: Person, input: object): Promise<WishAnswer> {
    const type = `${verb[0]?.toUpperCase()}${verb.slice(1)}Input`;
    const answer = await this.desk.ask<Record<string, WishAnswer>>(
      `mutation ($input: ${type}!) { ${verb}(input: $input) { reattribution { id state version } refusals { code } } }`,
      { input: { idempotencyKey: freshKey(), ...input } },
      person,
    );
    const found = answer.data?.[verb];
    if (!found) throw new Error(JSON.stringify(answer.errors));
    return found;
  }
}

export const codesOf = ({ refusals }: { refusals: readonly { code: string }[] }) =>
  refusals.map(({ code }) => code);
