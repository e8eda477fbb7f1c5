import { randomUUID } from 'node:crypto';
import { Ledger, PLATFORM, moving, type LedgerAccount, type Posting } from '../../src/ledger/index';
import { Reconciliation, type Tx } from '../../src/platform/index';
import { startTestApp, type TestApp } from '../support/app';

describe('a promise in the ledger', () => {
  let app: TestApp;
  let ledger: Ledger;
  beforeAll(async () => {
    app = await startTestApp();
    ledger = app.nest.get(Ledger);
  });
  afterAll(() => app.close());

  const run = <Result>(work: (tx: Tx) => Promise<Result>) => app.transactions.run(work);
  const bank: LedgerAccount = { owner: PLATFORM, purpose: 'BANK', currency: 'CNY' };
  const owner = randomUUID();
  const held = (subjectId: string): LedgerAccount => ({ owner, purpose: 'HELD', currency: 'CNY', subjectId });
  const received = (orderId: string, fen: bigint): Posting => {
    const subject = { kind: 'ORDER', id: orderId };
    return { key: `in:${orderId}`, kind: 'TEST_IN', subject, entries: moving(fen, bank, held(orderId)) };
  };
  const paidOut = (orderId: string): LedgerAccount => ({ ...held(orderId), purpose: 'PAID_OUT' });
  const promised = (orderId: string, fen: bigint, name = 'promise'): Posting => ({
    ...received(orderId, fen),
    key: `${name}:${orderId}`,
    kind: 'TEST_PROMISED',
    entries: moving(fen, held(orderId), paidOut(orderId)),
  });
  const ending = (pendingId: string, key: string) => ({ pendingId, key, kind: 'TEST_ENDED' });
  const holding = async (fen: bigint) => {
    const orderId = randomUUID();
    await run((tx) => ledger.post(tx, received(orderId, fen)));
    return orderId;
  };
  const promise = (posting: Posting) => run((tx) => ledger.promise(tx, posting));
  const answerOf = (asked: Promise<unknown>) =>
    asked.then(
      () => 'done',
      (error: Error) => error.message,
    );

  it('moves nothing, but its money leaves no other way; posted it moves exactly what it said', async () => {
    const orderId = await holding(100n);
    const { transferId } = await promise(promised(orderId, 70n));
    expect(await promise(promised(orderId, 70n))).toEqual({ transferId });
    expect(await ledger.balance(app.database, held(orderId))).toBe(100n);
    expect(await ledger.balance(app.database, paidOut(orderId))).toBe(0n);
    await expect(promise(promised(orderId, 31n, 'more'))).rejects.toThrow('ACCOUNT_SHORT');
    const back = (fen: bigint) => ({
      ...received(orderId, fen),
      key: `back:${orderId}:${fen}`,
      entries: moving(fen, held(orderId), bank),
    });
    await expect(run((tx) => ledger.post(tx, back(31n)))).rejects.toThrow('ACCOUNT_SHORT');
    await run((tx) => ledger.post(tx, back(30n)));
    const posted = await run((tx) => ledger.postPromised(tx, ending(transferId, `post:${orderId}`)));
    expect(await run((tx) => ledger.postPromised(tx, ending(transferId, `post:${orderId}`)))).toEqual(posted);
    expect(await ledger.balance(app.database, held(orderId))).toBe(0n);
    expect(await ledger.balance(app.database, paidOut(orderId))).toBe(70n);
  });

  it('frees the money when it is voided; what it would have brought was never there', async () => {
    const orderId = await holding(100n);
    const { transferId } = await promise(promised(orderId, 100n));
    const early = { ...received(orderId, 1n), key: `early:${orderId}` };
    const spent = { ...early, entries: moving(1n, paidOut(orderId), bank) };
    await expect(run((tx) => ledger.post(tx, spent))).rejects.toThrow('ACCOUNT_SHORT');
    await run((tx) => ledger.voidPromised(tx, ending(transferId, `void:${orderId}`)));
    await promise(promised(orderId, 100n, 'again'));
    await expect(run((tx) => ledger.postPromised(tx, ending(transferId, `late:${orderId}`)))).rejects.toThrow(
      'TRANSFER_ALREADY_RESOLVED',
    );
  });

  it('ends once, whoever of ten comes first, and is covered once, whoever of ten asks', async () => {
    const orderId = await holding(100n);
    const asked = await Promise.all(
      Array.from({ length: 10 }, (_, index) => answerOf(promise(promised(orderId, 60n, `p${index}`)))),
    );
    expect(asked.toSorted()).toEqual([...Array<string>(9).fill('Refused: ACCOUNT_SHORT'), 'done']);
    const { transferId } = await promise(promised(orderId, 40n, 'rest'));
    const ended = await Promise.all(
      Array.from({ length: 10 }, (_, index) =>
        answerOf(
          run((tx) =>
            index % 2 === 0
              ? ledger.postPromised(tx, ending(transferId, `end:${orderId}:${index}`))
              : ledger.voidPromised(tx, ending(transferId, `end:${orderId}:${index}`)),
          ),
        ),
      ),
    );
    expect(ended.toSorted()).toEqual([
      ...Array<string>(9).fill('Refused: TRANSFER_ALREADY_RESOLVED'),
      'done',
    ]);
  });

  it('is resolved as what it was, a posted one can be reversed, another content under a key is a defect', async () => {
    const orderId = await holding(100n);
    const { transferId } = await promise(promised(orderId, 10n));
    await expect(promise(promised(orderId, 11n))).rejects.toThrow('was used for another posting');
    await expect(
      run((tx) => ledger.post(tx, { ...promised(orderId, 10n, 'undo'), reversalOf: transferId })),
    ).rejects.toThrow('TRANSFER_NOT_REVERSIBLE');
    const posted = await run((tx) => ledger.postPromised(tx, ending(transferId, `post:${orderId}`)));
    const end = (pendingId: string) =>
      run((tx) => ledger.voidPromised(tx, ending(pendingId, `other:${orderId}`)));
    await expect(end(posted.transferId)).rejects.toThrow('TRANSFER_NOT_PENDING');
    await run((tx) =>
      ledger.post(tx, {
        ...promised(orderId, 10n, 'reverse'),
        entries: moving(10n, paidOut(orderId), held(orderId)),
        reversalOf: posted.transferId,
      }),
    );
    expect(await ledger.balance(app.database, held(orderId))).toBe(100n);
  });

  /** A transfer of one step, with a held amount on each layer given back to the bank account. */
  const rawStep = async (
    tx: Tx,
    step: string,
    orderId: string,
    fen: { [layer: string]: bigint },
    resolves?: string,
  ) => {
    const id = randomUUID();
    await tx.query(
      `INSERT INTO ledger_transfers (id, key, content_hash, kind, subject_kind, subject_id, event_at, step, resolves)
         VALUES ($1::uuid, $1::text, '', 'RAW', 'ORDER', $1::uuid, now(), $2, $3)`,
      [id, step, resolves ?? null],
    );
    for (const [table, amount] of Object.entries(fen))
      await tx.query(
        `INSERT INTO ${table} SELECT $1::uuid, id, CASE purpose WHEN 'HELD' THEN $2::bigint ELSE -$2::bigint END
             FROM ledger_accounts WHERE subject_id = $3 OR purpose = 'BANK' AND currency = 'CNY'`,
        [id, String(amount), orderId],
      );
    return id;
  };
  const [posted, pending] = ['ledger_entries', 'ledger_pending_entries'];

  it('two-phase transfers keep to their steps, not even raw SQL posts another amount or ends one twice', async () => {
    const orderId = randomUUID();
    await run((tx) => ledger.post(tx, received(orderId, 100n)));
    const step = (...said: [string, { [layer: string]: bigint }, string?]) =>
      run((tx) => rawStep(tx, said[0], orderId, said[1], said[2]));
    await expect(step('DIRECT', { [pending]: 5n })).rejects.toThrow('may not have');
    await expect(step('PENDING', { [pending]: 5n, [posted]: 5n })).rejects.toThrow('may not have');
    await expect(step('PENDING', { [pending]: 101n })).rejects.toThrow('ledger_balances_promise_kept');
    const promise = await step('PENDING', { [pending]: 60n });
    await expect(step('DIRECT', { [posted]: 41n })).rejects.toThrow('ledger_balances_promise_kept');
    await expect(step('POST', { [pending]: -60n, [posted]: 59n }, promise)).rejects.toThrow(
      'does not resolve',
    );
    await expect(step('POST', { [pending]: -59n, [posted]: 59n }, promise)).rejects.toThrow(
      'does not resolve',
    );
    await expect(step('VOID', { [pending]: -60n, [posted]: 60n }, promise)).rejects.toThrow('may not have');
    await expect(step('VOID', { [pending]: -60n })).rejects.toThrow('ledger_transfers_resolution');
    const post = await step('POST', { [pending]: -60n, [posted]: 60n }, promise);
    await expect(step('VOID', { [pending]: -60n }, promise)).rejects.toThrow();
    await expect(step('VOID', { [pending]: -60n }, post)).rejects.toThrow();
    expect(await ledger.balance(app.database, held(orderId))).toBe(40n);
  });

  it('is append-only', async () => {
    const table = 'ledger_pending_entries';
    for (const change of [`UPDATE ${table} SET fen = 1`, `DELETE FROM ${table}`, `TRUNCATE ${table}`])
      await expect(app.database.query(change)).rejects.toThrow('append-only');
  });

  it('leaves a book that reconciliation finds sound, but for what was paid out by no statement', async () => {
    const lines: { examined: number; breaks: readonly string[] }[] = [];
    await app.nest.get(Reconciliation).run((line) => lines.push(line));
    // Paid out above, by no statement; how much, who came first has decided.
    expect(lines.flatMap(({ breaks }) => breaks)).toEqual([
      expect.stringMatching(/^payouts: 0 left, statements say 0, orders say (70|110)$/),
    ]);
  });
});
