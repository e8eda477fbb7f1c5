import type { TestApp } from './app';
import { makeGoods } from './goods';
import { OrderHistory, type WrittenOrder } from './order-events';
import { PLACES, addMember, addOrganization, admit, type People } from './people';

export interface Money {
  readonly amount: string;
}
export interface Line {
  readonly key: string;
  readonly name: string;
  readonly target: Money | null;
  readonly gross: Money;
  readonly reversals: Money;
  readonly net: Money;
  readonly purchased: Money | null;
  readonly lastYear: Money;
  readonly growth: string | null;
  readonly completion: string | null;
}
export interface Book {
  readonly title: string;
  readonly asOf: string;
  readonly lines: Line[];
  readonly total: Line;
}
export interface Entry {
  readonly kind: string;
  readonly amount: Money;
  readonly period: string;
}

const LINE = `key name target { amount } gross { amount } reversals { amount } net { amount } purchased { amount }
  helpSold { amount } provisional { amount } lastYear { amount } growth completion`;
export const BOOK = `title year asOf demonstrationData lines { ${LINE} } total { ${LINE} }`;
export const fen = ({ amount }: Money) => BigInt(amount.replace('.', ''));
export const sum = (lines: readonly { amount: Money }[]) =>
  lines.reduce((all, line) => all + fen(line.amount), 0n);

/** Settled once, by a house and a grower of their own. */
export async function soldOnce(
  app: TestApp,
  { agri }: Pick<People, 'agri'>,
  countyCode: string,
  amountFen: bigint,
): Promise<WrittenOrder> {
  const [buyer, supplier] = await app.transactions.run(async (tx) => {
    const house = { kind: 'ENTERPRISE', regionCode: PLACES.eastCounty, side: 'EAST' } as const;
    const grower = { kind: 'COOPERATIVE', regionCode: countyCode, side: 'WEST' } as const;
    const [houseId, growerId] = [await addOrganization(tx, house), await addOrganization(tx, grower)];
    await admit(tx, growerId, countyCode, tx.at);
    return [
      { id: houseId, clerk: await addMember(app, tx, houseId, 'BUYER_CLERK') },
      { id: growerId, member: await addMember(app, tx, growerId, 'SUPPLIER') },
    ];
  });
  const goods = await makeGoods(app, { supplier, agri }, { countyCode });
  const history = new OrderHistory(app);
  const wish = {
    buyerId: buyer.id,
    unitId: buyer.id,
    placedBy: buyer.clerk.id,
    goods: [goods],
    countyCode,
  };
  const order = await history.place({ ...wish, fen: [amountFen] });
  await history.pay(order);
  await history.settle(order, [amountFen]);
  return order;
}
