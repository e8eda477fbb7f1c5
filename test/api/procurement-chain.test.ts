import { AuditChain, Reconciliation, SealAuditRows } from '../../src/platform/index';
import { startTestApp, type TestApp } from '../support/app';
import { eventually } from '../support/eventually';
import { makeGoods } from '../support/goods';
import { basketOf, done, sign } from '../support/orders';
import { makePeople } from '../support/people';

describe('the chain heads in order contracts', () => {
  let app: TestApp;
  beforeAll(async () => {
    app = await startTestApp();
  });
  afterAll(() => app.close());

  const contractBreaks = async () => {
    const breaks: string[] = [];
    await app.nest.get(Reconciliation).run((line) => {
      if (line.sentence.startsWith('Order contracts')) breaks.push(...line.breaks);
    });
    return breaks;
  };
  const asOwner = async (table: string, statement: string) => {
    await app.database.query(`ALTER TABLE ${table} DISABLE TRIGGER USER`);
    await app.database.query(statement);
    await app.database.query(`ALTER TABLE ${table} ENABLE TRIGGER USER`);
  };

  /** A transaction still open anywhere on this server holds the seal back for a moment, so it is asked again. */
  const sealed = () =>
    eventually(async () => {
      await app.nest.get(SealAuditRows).tick();
      return (await app.nest.get(AuditChain).unsealed()).rows === 0;
    });

  it('show a tail that was rewritten after the signatures, and a text that was changed', async () => {
    const people = await makePeople(app);
    const goods = await makeGoods(app, people);
    await sealed();
    const order = await done(app, people.buyer.clerk.token, 'placeOrder', basketOf(app, people.buyer, goods));
    await sealed();
    await sign(app, people.supplier.token, order);
    expect(await contractBreaks()).toEqual([]);

    await asOwner(
      'audit_seals',
      `UPDATE audit_seals SET hash = md5(hash) WHERE id = (SELECT max(id) FROM audit_seals)`,
    );
    expect((await contractBreaks()).join()).toContain('not on the chain');
    await asOwner('order_contracts', `UPDATE order_contracts SET text = text || ' '`);
    expect((await contractBreaks()).join()).toContain('not the text of its hash');
  });
});
