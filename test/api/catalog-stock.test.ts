import { randomUUID } from 'node:crypto';
import { LotStock } from '../../src/catalog/index';
import { Refused } from '../../libs/workflow/src/index';
import { AppConfig, sqlState, type Tx } from '../../src/platform/index';
import { eachAtOnce } from '../support/access-calls';
import { startTestApp, type TestApp } from '../support/app';
import { makeGoods, type Goods } from '../support/goods';
import { makePeople, type People } from '../support/people';

describe('lot stock', () => {
  let app: TestApp;
  let stock: LotStock;
  let people: People;
  beforeAll(async () => {
    app = await startTestApp();
    stock = app.nest.get(LotStock);
    people = await makePeople(app);
  });
  afterAll(() => app.close());

  const goodsOf = (inBase: bigint): Promise<Goods> => makeGoods(app, people, { inBase });
  const run = <Result>(work: (tx: Tx) => Promise<Result>) => app.transactions.run(work);
  const refusalOf = (work: Promise<unknown>) =>
    work.then(
      () => null,
      (error: unknown) => {
        if (error instanceof Refused) return error.refusals.map(({ code, path }) => [code, ...path]);
        throw error;
      },
    );
  const row = (lotId: string) =>
    app.database.one(
      'SELECT in_base, reserved_base, shipped_base, loss_base FROM lot_stock WHERE lot_id = $1',
      [lotId],
    );

  it('lets exactly ten of two hundred buyers have a lot with room for ten', async () => {
    const { lotId } = await goodsOf(10n);
    const answers: Awaited<ReturnType<typeof refusalOf>>[] = [];
    const reserve = (holderId: string) =>
      run((tx) => stock.reserve(tx, [{ lotId, holderId, quantityBase: 1n }]));
    // As many at once as there are connections: more would wait in vain, not race.
    const { poolSize } = app.nest.get(AppConfig);
    await eachAtOnce(
      Array.from({ length: 200 }, () => randomUUID()),
      async (holderId) => void answers.push(await refusalOf(reserve(holderId))),
      poolSize,
    );
    expect(answers.filter((answer) => answer === null)).toHaveLength(10);
    expect(new Set(answers.filter((answer) => answer !== null).map((answer) => answer[0]?.[0]))).toEqual(
      new Set(['LOT_SHORT']),
    );
    expect(await row(lotId)).toMatchObject({ in_base: 10n, reserved_base: 10n });
  });

  it('sums the same lot within one request before it checks', async () => {
    const { lotId } = await goodsOf(10n);
    const twice = [6n, 6n].map((quantityBase) => ({ lotId, holderId: randomUUID(), quantityBase }));
    expect(await refusalOf(run((tx) => stock.reserve(tx, twice)))).toEqual([['LOT_SHORT', 'lines', 1]]);
    expect(await row(lotId)).toMatchObject({ reserved_base: 0n });
  });

  it('is refused by the database itself beyond what came in', async () => {
    const { lotId } = await goodsOf(10n);
    const direct = app.database.query(
      'UPDATE lot_stock SET reserved_base = 7, shipped_base = 4 WHERE lot_id = $1',
      [lotId],
    );
    expect(sqlState(await direct.catch((error: unknown) => error))).toBe('23514');
    const negative = app.database.query('UPDATE lot_stock SET reserved_base = -1 WHERE lot_id = $1', [lotId]);
    expect(sqlState(await negative.catch((error: unknown) => error))).toBe('23514');
  });

  it('keeps origin shares at one whole, checked at commit', async () => {
    const { lotId } = await goodsOf(10n);
    const halved = run((tx) =>
      tx.query('UPDATE lot_origin_shares SET parts_per_million = 500000 WHERE lot_id = $1', [lotId]),
    );
    expect(sqlState(await halved.catch((error: unknown) => error))).toBe('23514');
  });

  it('ships from the reservation, loses in transit, gives the rest back and closes the empty lot', async () => {
    const { lotId } = await goodsOf(10n);
    const holderId = randomUUID();
    const line = { lotId, holderId, shipmentLineId: randomUUID() };
    await run((tx) => stock.reserve(tx, [{ lotId, holderId, quantityBase: 8n }]));
    await run((tx) => stock.ship(tx, [{ ...line, quantityBase: 5n }]));
    await run((tx) => stock.loseInTransit(tx, [{ ...line, quantityBase: 1n }]));
    expect(await row(lotId)).toMatchObject({ reserved_base: 3n, shipped_base: 4n, loss_base: 1n });
    const beyond = run((tx) => stock.ship(tx, [{ ...line, shipmentLineId: randomUUID(), quantityBase: 4n }]));
    expect(await refusalOf(beyond)).toEqual([['HOLDING_EXCEEDED', 'lines', 0]]);
    const again = run((tx) => stock.ship(tx, [{ ...line, quantityBase: 1n }]));
    expect(sqlState(await again.catch((error: unknown) => error))).toBe('23505');
    await run((tx) => stock.release(tx, [{ holderId, quantityBase: 'ALL' }]));
    await run((tx) => stock.release(tx, [{ holderId, quantityBase: 'ALL' }]));
    expect(await row(lotId)).toMatchObject({ reserved_base: 0n, shipped_base: 4n });
    await run((tx) => stock.writeOff(tx, { lotId, quantityBase: 5n }, ['quantity']));
    const sold = await run((tx) => stock.lock(tx, [lotId, randomUUID()]));
    expect([...sold.keys()]).toEqual([lotId]);
    expect(sold.get(lotId)?.availableBase).toBe(0n);
  });

  it('does not sell what is on hold, nor moves by less than nothing', async () => {
    const { lotId } = await makeGoods(app, people, { state: 'ON_HOLD' });
    const holding = { lotId, holderId: randomUUID(), quantityBase: 1n };
    expect(await refusalOf(run((tx) => stock.reserve(tx, [holding])))).toEqual([
      ['LOT_NOT_ON_SALE', 'lines', 0],
    ]);
    await expect(run((tx) => stock.reserve(tx, [{ ...holding, quantityBase: -1n }]))).rejects.toThrow(
      RangeError,
    );
  });
});
