import { allows, callAs, eachAtOnce, pagesFor, variablesOf } from '../support/access-calls';
import { linesOf, prepareLines } from '../support/access-lines';
import { makeWorld, type Caller, type Place, type World } from '../support/access-world';
import { freshKey, startTestApp, type TestApp } from '../support/app';
import { makeGoods } from '../support/goods';
import { operationsOf, type Operation } from '../support/operations';
import { signInAgain } from '../support/people';
import { pepperLine, pepperTerms, publishedRequest, quoted, submitQuote } from '../support/quoting';
import { sampleWish, sampled } from '../support/sampling';

jest.setTimeout(300_000);

/** Numbers that stand nowhere else in the world. */
const CAP = '7654.32';
const WORTH = '15308640.00';
const BUDGET = '98765432.10';
const OWN_PRICE = '1357.91';
const RIVAL_PRICE = '2468.13';

type Secret = 'cap' | 'budget' | `${'own' | 'rival'} ${'quote' | 'sample' | 'sample’s trace'}`;

/** Every query there is, for everybody who may ask it, about everything that stands on the buyer's requests. */
describe('what is the buyer’s, or a rival’s, or sealed', () => {
  let app: TestApp;
  let world: World;
  let queries: readonly Operation[];
  const ids: string[] = [];
  const secrets: { secret: Secret; text: string; sealed: boolean }[] = [];

  beforeAll(async () => {
    app = await startTestApp();
    world = await makeWorld(app);
    await prepareLines(world);
    queries = (await operationsOf(app)).filter(({ kind }) => kind === 'query');
    const { own, near } = world;
    const approver = world.callers.find(({ label }) => label === 'BUYER_APPROVER');
    const set = await app.graphql<{ setBudget: { refusals: object[] } }>(
      'mutation ($input: SetBudgetInput!) { setBudget(input: $input) { refusals { code } } }',
      { input: { idempotencyKey: freshKey(), unitId: own.unitId, year: 2026, limit: { amount: BUDGET } } },
      { token: approver?.person?.token ?? '' },
    );
    expect(set.data.setBudget.refusals).toEqual([]);
    for (const sealed of [true, false]) await plant(sealed);
    for (const text of [CAP, WORTH, '765432', '1530864000'])
      secrets.push({ secret: 'cap', text, sealed: false });
    secrets.push({ secret: 'budget', text: BUDGET, sealed: false });
    expect([own.label, near.label]).toEqual(['own', 'near']);
  });
  afterAll(() => app.close());

  async function plant(sealed: boolean): Promise<void> {
    const { own, near } = world;
    const line = pepperLine({
      cap: { price: { amount: CAP }, priceUnit: 'kg' },
      deliveryCounty: own.eastCounty,
    });
    const terms = pepperTerms({ sealed, quoteDeadline: '2026-07-09T09:10:00+08:00', lines: [line] });
    const asked = await publishedRequest(app, { token: own.buyer.token, unitId: own.unitId }, terms);
    ids.push(asked.request.id);
    for (const [place, secret, yuan] of [
      [own, 'own quote', OWN_PRICE],
      [near, 'rival quote', RIVAL_PRICE],
    ] as const) {
      const supplier = { id: place.supplierId, member: place.supplier };
      const goods = await makeGoods(app, { supplier }, { countyCode: place.westCounty, verifiedMu: null });
      const price = `${yuan.slice(0, -1)}${sealed ? 1 : 2}`;
      const quote = await submitQuote(app, place.supplier.token, asked, goods, { yuan: price });
      ids.push(quote.id);
      for (const text of [price, quote.id, quote.versions[0]?.total.amount ?? '', price.replace('.', '')])
        secrets.push({ secret, text, sealed });
      await plantSample(asked, place, sealed);
    }
  }

  async function plantSample(asked: Parameters<typeof sampleWish>[0], place: Place, sealed: boolean) {
    const { own } = world;
    const whose = place === own ? 'own' : 'rival';
    const invited = { sourcingRequestId: asked.request.id, supplierIds: [place.supplierId] };
    await quoted(app, own.buyer.token, 'inviteSuppliers', invited, 'invitations { id }');
    const note = `示例样品说明之${whose}${sealed}`;
    const { id, number } = await sampled(
      app,
      own.buyer.token,
      'requestSample',
      sampleWish(asked, place.supplierId, { note }),
    );
    ids.push(id);
    for (const text of [number, note]) secrets.push({ secret: `${whose} sample`, text, sealed });
    secrets.push({ secret: `${whose} sample’s trace`, text: id, sealed });
  }

  /** Who may ever read it, and from when on. */
  function mayRead(caller: Caller, secret: Secret, opened: boolean): boolean {
    const { role, person } = caller;
    const ofBuyer = person?.organizationId === world.own.buyerId;
    if (secret.startsWith('own ') && person?.organizationId === world.own.supplierId) return true;
    if (secret.endsWith('sample')) return ofBuyer;
    if (secret.endsWith('trace') && ofBuyer) return true;
    if (secret === 'budget') return ofBuyer || role === 'PLATFORM_OPS' || role === 'AUDITOR';
    if (secret !== 'cap' && !opened) return false;
    return ofBuyer || role === 'PLATFORM_OPS' || role === 'AUDITOR';
  }

  async function told(
    opened: (sealed: boolean) => boolean,
  ): Promise<{ leaks: string[]; asked: number; seen: Set<string> }> {
    const leaks: string[] = [];
    const seen = new Set<string>();
    let asked = 0;
    const ask = async (operation: Operation, caller: Caller, id: string) => {
      const [line] = linesOf(operation.name);
      if (!line) return;
      const answers = await pagesFor(
        world,
        caller,
        operation,
        variablesOf(world, operation, line, { id }),
        true,
      );
      asked += 1;
      const text = JSON.stringify(answers).replaceAll(id, '');
      for (const { secret, text: planted, sealed } of secrets.filter((one) => text.includes(one.text)))
        if (mayRead(caller, secret, opened(sealed))) seen.add(`${secret} ${caller.role ?? ''}`);
        else leaks.push(`${operation.name} tells ${caller.label} of the ${secret}: ${planted}`);
    };
    await eachAtOnce([...queries], async (operation) => {
      const named = linesOf(operation.name)[0]?.record ? ids : [''];
      for (const caller of world.callers.filter((one) => allows(operation, one)))
        for (const id of named) await ask(operation, caller, id);
    });
    return { leaks, asked, seen };
  }

  it('is told to nobody else by any query, before the deadline and after it', async () => {
    const before = await told((sealed) => !sealed);
    expect(before.leaks).toEqual([]);
    expect([...before.seen]).toEqual(
      expect.arrayContaining([
        'cap BUYER_CLERK',
        'own quote SUPPLIER',
        'rival quote BUYER_CLERK',
        'own sample SUPPLIER',
        'rival sample BUYER_CLERK',
      ]),
    );
    expect(before.asked).toBeGreaterThan(500);
    app.clock.advance(600_000);
    for (const caller of world.callers)
      if (caller.person)
        Object.assign(caller, { person: { ...caller.person, token: await signInAgain(app, caller.person) } });
    await app.settle();
    const after = await told(() => true);
    expect(after.leaks).toEqual([]);
    expect([...after.seen]).toEqual(
      expect.arrayContaining([
        'rival quote BUYER_APPROVER',
        'rival quote AUDITOR',
        'rival sample’s trace AUDITOR',
      ]),
    );
    const rival = await callAs(
      world,
      world.callers.find(({ label }) => label === 'SUPPLIER') as Caller,
      queries.find(({ name }) => name === 'quote') as Operation,
      { id: ids[3] },
    );
    expect(rival.errors?.[0]?.extensions.code).toBe('NOT_FOUND');
  });
});
