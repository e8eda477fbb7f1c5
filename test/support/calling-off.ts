import type { TestApp } from './app';
import {
  frameworkLine,
  makeFramework,
  readFramework,
  type FrameworkPeople,
  type ShownFramework,
} from './frameworks';
import type { Goods } from './goods';
import { readOrder, send, type PlayedOrder } from './orders';
import { signInAgain, type People, type Person } from './people';

/** Call-offs over HTTP, by the buyer’s clerk unless said. */
export function callingOff(app: TestApp, people: People) {
  const trio: FrameworkPeople = {
    clerk: people.buyer.clerk,
    approver: people.buyer.approver,
    supplier: people.supplier.member,
  };
  const tokenOf = (person: Person) => signInAgain(app, person);
  const stateOf = async ({ id }: Pick<ShownFramework, 'id'>) => {
    await app.settle();
    const framework = await readFramework(app, trio.clerk, id);
    const [line] = framework?.lines ?? [];
    return [framework?.state, line?.calledOff.value, line?.remaining.value, line?.utilisation];
  };
  const kg = (value: string) => ({ value, unit: 'kg' });
  const wish = (framework: ShownFramework, value: string, more: object = {}) => ({
    frameworkAgreementId: framework.id,
    unitId: people.buyer.unitId,
    deliveryCounty: '330211',
    deliveryOn: '2026-07-29',
    lines: [{ frameworkLineId: framework.lines[0]?.id, quantity: kg(value) }],
    ...more,
  });
  const callOff = async (input: object, person: Person = trio.clerk) =>
    send(app, await tokenOf(person), 'callOff', input);
  const calledOff = async (input: object): Promise<PlayedOrder> => {
    const { order, refusals } = await callOff(input);
    if (!order) throw new Error(JSON.stringify(refusals));
    return order;
  };
  const refused = async (input: object) =>
    (await callOff(input)).refusals.map(({ code, path }) => `${code} ${path.join('.')}`);
  const cancel = async ({ id }: { id: string }) => {
    const token = await tokenOf(trio.clerk);
    const { version } = await readOrder(app, token, id);
    return send(app, token, 'cancelOrder', { orderId: id, expectedVersion: version, reason: 'OTHER' });
  };
  const capped = (goods: Goods, value: string) =>
    makeFramework(app, trio, [goods], { lines: [frameworkLine(goods, { cap: kg(value) })] });
  return { trio, tokenOf, stateOf, kg, wish, callOff, calledOff, refused, cancel, capped };
}

export type CallingOff = ReturnType<typeof callingOff>;
