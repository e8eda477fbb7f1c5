import { startTestApp, type TestApp } from '../support/app';
import { makeGoods, type Goods, type GoodsWish } from '../support/goods';
import { breaksOf } from '../support/money';
import { basketOf, readOrder, send } from '../support/orders';
import { makePeople, signInAgain, type People, type Person } from '../support/people';
import {
  givenParts,
  raiseAlarm,
  readRound,
  rescue,
  rescued,
  roundTerms,
  shownAlarms,
  spoilDelivery,
  type ShownRound,
} from '../support/rescue';
import { unitBudgets } from '../support/unit-budgets';

const OLD: GoodsWish = {
  harvestedOn: '2026-05-01',
  expiresOn: '2026-08-01',
  leadDays: 3,
  inBase: 1_000_000n,
};

describe('rescue', () => {
  let app: TestApp;
  let people: People;
  beforeAll(async () => {
    app = await startTestApp();
    people = await makePeople(app);
  });
  afterAll(() => app.close());

  const kg = (value: string) => ({ value, unit: 'kg' });
  const units = () => unitBudgets(app, people);
  const alarmsOf = (person: Person) => shownAlarms(app, person);
  const stateOfLot = async (person: Person, { lotId }: Goods) =>
    (await alarmsOf(person)).filter((alarm) => alarm.lotId === lotId).map(({ state }) => state);
  /** Proposed by the county, agreed by the supplier. */
  const gathering = async (goods: Goods, more: object = {}): Promise<ShownRound> => {
    const proposed = await rescued(
      app,
      people.agri,
      'proposeRescueRound',
      roundTerms(await raiseAlarm(app, goods.lotId), more),
    );
    const answer = { roundId: proposed.id, expectedVersion: proposed.version, agree: true };
    return rescued(app, people.supplier.member, 'answerRescueRound', answer);
  };
  const stateOf = async (person: Person, { id }: ShownRound) => (await readRound(app, person, id))?.state;
  const join = async (
    { id }: ShownRound,
    unitId: string,
    want: string,
    more: object = {},
    person: Person = people.buyer.clerk,
  ) => {
    const said = { roundId: id, unitId, want: kg(want), deliveryCounty: '330211', ...more };
    return rescue(app, person, 'joinRescueRound', said);
  };

  it('is called for where an old lot does not sell, from its county and its supplier, until it does', async () => {
    const old = await makeGoods(app, people, OLD);
    const young = await makeGoods(app, people, { ...OLD, harvestedOn: '2026-07-01' });
    const far = await makeGoods(app, people, { ...OLD, harvestedOn: '2026-01-01', expiresOn: '2027-12-31' });
    await app.settle();
    const [alarm] = (await alarmsOf(people.agri)).filter(({ lotId }) => lotId === old.lotId);
    // 69 of 92 days, and nothing sold.
    expect(alarm).toMatchObject({
      state: 'RAISED',
      ageBp: 7_500,
      priceFallBp: 0,
      unsoldBp: 10_000,
      riskBp: 7_500,
    });
    for (const person of [people.revital, people.supplier.member, people.auditor])
      expect(await stateOfLot(person, old)).toEqual(['RAISED']);
    for (const person of [people.otherAgri, people.otherSupplier.member])
      expect(await stateOfLot(person, old)).toEqual([]);
    expect([await stateOfLot(people.agri, young), await stateOfLot(people.agri, far)]).toEqual([[], []]);
    const asked = await app.database.query(
      `SELECT role FROM tasks WHERE subject_id = $1 AND closed_at IS NULL ORDER BY role`,
      [alarm?.id],
    );
    expect(asked).toEqual([{ role: 'COUNTY_AGRI' }, { role: 'COUNTY_REVITAL' }, { role: 'SUPPLIER' }]);
    await app.settle();
    expect(await stateOfLot(people.agri, old)).toEqual(['RAISED']);
    const token = await signInAgain(app, people.buyer.clerk);
    const sold = basketOf(app, people.buyer, old, { kg: '900', deliveryOn: '2026-07-25' });
    expect((await send(app, token, 'placeOrder', sold)).refusals).toEqual([]);
    await app.settle();
    expect(await stateOfLot(people.agri, old)).toEqual(['LIFTED']);
    expect(
      await app.database.query('SELECT FROM tasks WHERE subject_id = $1 AND closed_at IS NULL', [alarm?.id]),
    ).toEqual([]);
  });

  it('is proposed by the county on terms that can be kept, once for a lot, and opens with the supplier’s word', async () => {
    const goods = await makeGoods(app, people, OLD);
    const alarmId = await raiseAlarm(app, goods.lotId);
    const refused = async (more: object) =>
      (await rescue(app, people.agri, 'proposeRescueRound', roundTerms(alarmId, more))).refusals;
    expect([
      await refused({ offered: kg('1025') }),
      await refused({ offered: kg('990') }),
      await refused({ minimum: kg('0') }),
      await refused({ offered: kg('475') }),
      await refused({ unitPrice: { amount: '0' } }),
      await refused({ priceUnit: 'L' }),
      await refused({ closesAt: '2026-07-09T08:00:00+08:00' }),
      await refused({ deliveryOn: '2026-07-14' }),
      await refused({ deliveryOn: '2026-08-02' }),
    ]).toEqual([
      ['LOT_SHORT offered'],
      ['QUANTITY_NOT_IN_PACKS offered'],
      ['QUANTITY_ZERO minimum'],
      ['MINIMUM_ABOVE_OFFER minimum'],
      ['PRICE_NOT_POSITIVE unitPrice'],
      ['UNIT_MISMATCH priceUnit'],
      ['DEADLINE_PAST closesAt'],
      ['DELIVERY_TOO_SOON deliveryOn'],
      ['GOODS_EXPIRE_BEFORE_DELIVERY deliveryOn'],
    ]);
    const strange = await rescue(app, people.otherAgri, 'proposeRescueRound', roundTerms(alarmId));
    expect(strange.refusals).toEqual(['NOT_FOUND alarmId']);
    const round = await rescued(app, people.agri, 'proposeRescueRound', roundTerms(alarmId));
    expect((await rescue(app, people.revital, 'proposeRescueRound', roundTerms(alarmId))).refusals).toEqual([
      'ROUND_OPEN alarmId',
    ]);
    expect(await readRound(app, people.buyer.clerk, round.id)).toBeNull();
    expect((await join(round, people.buyer.unitId, '25')).refusals).toEqual(['NOT_FOUND roundId']);
    const no = { roundId: round.id, expectedVersion: 1, agree: false, note: '示例' };
    expect((await rescue(app, people.otherSupplier.member, 'answerRescueRound', no)).refusals).toEqual([
      'NOT_FOUND roundId',
    ]);
    const declined = await rescued(app, people.supplier.member, 'answerRescueRound', no);
    expect(declined).toMatchObject({ state: 'DECLINED', note: '示例' });
  });

  it('closes as soon as it is full: a fair part and its own order for each, freight shared, budgets as the orders', async () => {
    const { newUnit, setBudget, budgetOf } = units();
    const [one, two, three] = [await newUnit(), await newUnit(), await newUnit()];
    await setBudget(one, 100_000);
    const round = await gathering(await makeGoods(app, people, OLD));
    expect((await join(round, one, '600', { least: kg('625') })).refusals).toEqual([
      'LEAST_ABOVE_WANT least',
    ]);
    expect((await join(round, one, '610')).refusals).toEqual(['QUANTITY_NOT_IN_PACKS want']);
    expect((await join(round, one, '1025')).refusals).toEqual(['LOT_SHORT want']);
    expect((await join(round, people.otherBuyer.unitId, '25')).refusals).toEqual(['NOT_FOUND unitId']);
    expect((await join(round, one, '600')).round?.fill).toEqual({
      joined: { value: '600.000' },
      percent: 60,
    });
    expect((await join(round, one, '25')).refusals).toEqual(['JOINED_ALREADY unitId']);
    // 600 kg at 40 yuan, and at most all the freight, for 600 kg are above the minimum already.
    expect((await budgetOf(one))?.taken).toBe(2_430_001n);
    expect((await join(round, two, '300')).round?.state).toBe('GATHERING');
    const others = await readRound(app, people.otherBuyer.clerk, round.id);
    expect([others?.fill.joined.value, others?.ownParts]).toEqual(['900.000', []]);
    await join(round, three, '300', { least: kg('300') });
    await app.settle();
    const closed = await readRound(app, people.buyer.clerk, round.id);
    expect(closed?.state).toBe('FILLED');
    const given = closed?.ownParts.map(({ unitId, given: got }) => [unitId, got?.value]);
    // 1,000 for 1,200: who needs 300 has 300, the others 7/9 of what they wanted, in packs of 25.
    expect(given).toEqual([
      [one, '475.000'],
      [two, '225.000'],
      [three, '300.000'],
    ]);
    const token = await signInAgain(app, people.buyer.clerk);
    const orders = await Promise.all(
      (closed?.ownParts ?? []).map(({ orderId }) => readOrder(app, token, orderId ?? '')),
    );
    expect(orders.map(({ state, goods, freight }) => [state, goods.amount, freight.amount])).toEqual([
      ['PLACED', '19000.00', '142.50'],
      ['PLACED', '9000.00', '67.50'],
      ['PLACED', '12000.00', '90.00'],
    ]);
    expect((await budgetOf(one))?.taken).toBe(1_914_250n);
    expect(await readRound(app, people.otherBuyer.clerk, round.id)).toBeNull();
    expect(await breaksOf(app)).toEqual([]);
  });

  it('lets everybody go where the minimum is missed at the deadline, and whoever leaves before', async () => {
    const { newUnit, setBudget, budgetOf } = units();
    const [one, two] = [await newUnit(), await newUnit()];
    await setBudget(one, 20_000);
    const soon = { closesAt: '2026-07-10T17:00:00+08:00' };
    const round = await gathering(await makeGoods(app, people, OLD), soon);
    const empty = await gathering(await makeGoods(app, people, OLD), soon);
    const unanswered = roundTerms(await raiseAlarm(app, (await makeGoods(app, people, OLD)).lotId), soon);
    const silent = await rescued(app, people.agri, 'proposeRescueRound', unanswered);
    expect((await join(round, one, '500')).refusals).toEqual(['BUDGET_EXCEEDED unitId']);
    await join(round, one, '475');
    await join(round, two, '100');
    const leave = { roundId: round.id, unitId: two };
    const strange = await rescue(app, people.otherBuyer.clerk, 'leaveRescueRound', leave);
    expect(strange.refusals).toEqual(['NOT_FOUND unitId']);
    const left = await rescued(app, people.buyer.clerk, 'leaveRescueRound', leave);
    expect(left.fill.joined.value).toBe('475.000');
    expect((await rescue(app, people.buyer.clerk, 'leaveRescueRound', leave)).refusals).toEqual([
      'NOT_JOINED unitId',
    ]);
    expect(await breaksOf(app)).toEqual([]);
    await app.settle();
    expect(await stateOf(people.agri, round)).toBe('GATHERING');
    app.clock.set(new Date('2026-07-10T17:00:00+08:00'));
    const yes = { roundId: silent.id, expectedVersion: silent.version, agree: true };
    const late = [
      await join(round, two, '25'),
      await rescue(app, people.buyer.clerk, 'leaveRescueRound', { ...leave, unitId: one }),
      await rescue(app, people.supplier.member, 'answerRescueRound', yes),
    ];
    for (const { refusals } of late) expect(refusals).toEqual(['DEADLINE_PAST roundId']);
    await app.settle();
    expect(await stateOf(people.agri, empty)).toBe('BELOW_MIN');
    expect(await stateOf(people.agri, silent)).toBe('CANCELLED');
    expect((await join(empty, two, '25')).refusals).toEqual(['NOT_FOUND roundId']);
    const closed = await readRound(app, people.buyer.clerk, round.id);
    expect(closed).toMatchObject({
      state: 'BELOW_MIN',
      ownParts: [{ given: { value: '0.000' }, orderId: null }],
    });
    expect((await budgetOf(one))?.taken).toBe(0n);
    expect((await join(round, two, '25')).refusals).toEqual(['DEADLINE_PAST roundId']);
    expect(await breaksOf(app)).toEqual([]);
  });

  it('shares what the lot still has where others were faster, and gives everything back when the county cancels', async () => {
    const { newUnit, setBudget, budgetOf } = units();
    const unit = await newUnit();
    await setBudget(unit, 100_000);
    const goods = await makeGoods(app, people, OLD);
    const round = await gathering(goods);
    await join(round, unit, '900');
    const token = await signInAgain(app, people.buyer.clerk);
    const faster = basketOf(app, people.buyer, goods, { kg: '400', deliveryOn: '2026-07-25' });
    expect((await send(app, token, 'placeOrder', faster)).refusals).toEqual([]);
    await join(round, people.buyer.unitId, '300');
    await app.settle();
    const parts = (await readRound(app, people.buyer.clerk, round.id))?.ownParts;
    expect(parts?.map(({ given }) => given?.value)).toEqual(['450.000', '150.000']);
    const second = await gathering(await makeGoods(app, people, OLD));
    const before = (await budgetOf(unit))?.taken;
    await join(second, unit, '500');
    const open = await readRound(app, people.agri, second.id);
    const cancel = { roundId: second.id, expectedVersion: open?.version, note: '示例' };
    expect((await rescue(app, people.otherAgri, 'cancelRescueRound', cancel)).refusals).toEqual([
      'NOT_FOUND roundId',
    ]);
    expect((await rescued(app, people.agri, 'cancelRescueRound', cancel)).state).toBe('CANCELLED');
    expect((await budgetOf(unit))?.taken).toBe(before);
    expect(await breaksOf(app)).toEqual([]);
  });

  it('shares again where one who joined cannot order any more: all the freight is paid, the minimum kept', async () => {
    const { newUnit } = units();
    const [one, two, three] = [await newUnit(), await newUnit(), await newUnit()];
    const gives = async (offered: string, minimum: string) => {
      const goods = await makeGoods(app, people, OLD);
      const round = await gathering(goods, { offered: kg(offered), minimum: kg(minimum) });
      await join(round, two, '200');
      await spoilDelivery(app, round, two);
      await join(round, one, '275');
      await join(round, three, '275');
      await app.settle();
      return [await stateOf(people.agri, round), ...(await givenParts(app, round))];
    };
    expect(await gives('500', '500')).toEqual([
      'FILLED',
      [0n, null],
      [250_000n, 15_000n],
      [250_000n, 15_000n],
    ]);
    expect(await gives('700', '575')).toEqual(['BELOW_MIN', [0n, null], [0n, null], [0n, null]]);
    expect(await breaksOf(app)).toEqual([]);
  });

  it('never promises more than there is, however many join at once', async () => {
    const { newUnit } = units();
    const goods = await makeGoods(app, people, OLD);
    const round = await gathering(goods);
    const joining: string[] = [];
    for (let each = 0; each < 12; each += 1) joining.push(await newUnit());
    const answers = await Promise.all(joining.map((unit) => join(round, unit, '150')));
    await app.settle();
    const closed = await readRound(app, people.buyer.clerk, round.id);
    expect(closed?.state).toBe('FILLED');
    expect(answers.filter(({ round: joined }) => joined).length).toBeGreaterThanOrEqual(7);
    const given = (await givenParts(app, round)).reduce((sum, [base]) => sum + base, 0n);
    const stock = await app.database.query('SELECT reserved_base FROM lot_stock WHERE lot_id = $1', [
      goods.lotId,
    ]);
    expect([stock, given]).toEqual([[{ reserved_base: 1_000_000n }], 1_000_000n]);
    expect(await breaksOf(app)).toEqual([]);
  });
});
