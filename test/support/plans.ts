import { Reconciliation } from '../../src/platform/index';
import type { TestApp } from './app';
import { accept, arrive, ship, type PlayedOrder } from './orders';
import { signInAgain, type People } from './people';

export interface PlannedOrder {
  state: string;
  approvalRequired: boolean;
  paymentDueOn: string | null;
  paymentPlan: { text: string };
  paymentParts: {
    kind: string;
    state: string;
    due: { amount: string };
    paid: { amount: string };
    dueOn: string | null;
    extended: boolean;
  }[];
}

/** Looks at orders by their payment plans, with eyes of the buyer. */
export class Plans {
  constructor(
    private readonly app: TestApp,
    private readonly people: People,
  ) {}

  clerk = () => signInAgain(this.app, this.people.buyer.clerk);
  supplier = () => signInAgain(this.app, this.people.supplier.member);

  async read(id: string): Promise<PlannedOrder> {
    const { data, errors } = await this.app.graphql<{ order: PlannedOrder }>(
      `query ($id: UUID!) { order(id: $id) { state approvalRequired paymentDueOn paymentPlan { text }
         paymentParts { kind state due { amount } paid { amount } dueOn extended } } }`,
      { id },
      { token: await this.clerk() },
    );
    if (errors) throw new Error(JSON.stringify(errors));
    return data.order;
  }

  /** Each part in a line: kind, paid of due, day, state. */
  async parts(id: string): Promise<string[]> {
    return (await this.read(id)).paymentParts.map(
      ({ kind, paid, due, dueOn, state }) => `${kind} ${paid.amount}/${due.amount} ${dueOn ?? '-'} ${state}`,
    );
  }

  /** The day so many days from now. */
  day(after: number): string {
    return new Date(this.app.clock.now().getTime() + after * 86_400_000).toISOString().slice(0, 10);
  }

  /** Sends so many kilograms, and accepts so many of them. */
  async deliver(id: string, kg: string, acceptedKg = kg): Promise<PlayedOrder> {
    const shipped = await ship(this.app, await this.supplier(), id, kg);
    return accept(
      this.app,
      await this.clerk(),
      await arrive(this.app, await this.clerk(), shipped),
      acceptedKg,
    );
  }

  /** What the buyer is told to transfer now. */
  async asked(id: string) {
    const { data } = await this.app.graphql<{
      paymentRequest: {
        dueOn: string;
        outstanding: { amount: string };
        instructions: { amount: { amount: string } };
      };
    }>(
      'query ($id: UUID!) { paymentRequest(orderId: $id) { dueOn outstanding { amount } instructions { amount { amount } } } }',
      { id },
      { token: await this.clerk() },
    );
    const { dueOn, outstanding, instructions } = data.paymentRequest;
    return { amount: instructions.amount.amount, outstanding: outstanding.amount, dueOn };
  }

  async breaks(): Promise<string[]> {
    const found: string[] = [];
    await this.app.nest.get(Reconciliation).run((proof) => found.push(...proof.breaks));
    return found;
  }

  async told(id: string, kind: string): Promise<number> {
    const rows = await this.app.database.query('SELECT FROM notices WHERE subject_id = $1 AND kind = $2', [
      id,
      kind,
    ]);
    return rows.length;
  }

  async tasks(id: string): Promise<string[]> {
    const open = await this.app.database.query<{ kind: string }>(
      'SELECT DISTINCT kind FROM tasks WHERE subject_id = $1 AND closed_at IS NULL ORDER BY kind',
      [id],
    );
    return open.map(({ kind }) => kind);
  }
}
