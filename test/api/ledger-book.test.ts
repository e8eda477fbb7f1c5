import { randomUUID } from 'node:crypto';
import { Ledger, PLATFORM, moving, type LedgerAccount, type Posting } from '../../src/ledger/index';
import { Reconciliation, type Tx } from '../../src/platform/index';
import { startTestApp, type TestApp } from '../support/app';

describe('the ledger', () => {
  let app: TestApp;
  let ledger: Ledger;
  beforeAll(async () => {
    app = await startTestApp();
    ledger = app.nest.get(Ledger);
  });
  afterAll(() => app.close());

  const run = <Result>(work: (tx: Tx) => Promise<Result>) => app.transactions.run(work);
  const bank: LedgerAccount = { owner: PLATFORM, purpose: 'BANK', currency: 'CNY' };
  const held = (orderId: string): LedgerAccount => {
    return { owner: randomOwner, purpose: 'HELD', currency: 'CNY', subjectId: orderId };
  };
  const randomOwner = randomUUID();
  const received = (orderId: string, fen: bigint): Posting => {
    const subject = { kind: 'ORDER', id: orderId };
    return {
      key: `in:${orderId}`,
      kind: 'TEST_IN',
      subject,
      entries: moving(fen, bank, held(orderId)),
    };
  };

  it('moves money once per key, and treats other content under the key as a defect', async () => {
    const posting = received(randomUUID(), 100n);
    const first = await run((tx) => ledger.post(tx, posting));
    expect(await run((tx) => ledger.post(tx, posting))).toEqual(first);
    await expect(
      run((tx) => ledger.post(tx, { ...received(posting.subject.id, 101n), key: posting.key })),
    ).rejects.toThrow('was used for another posting');
    expect(await ledger.balance(app.database, held(posting.subject.id))).toBe(100n);
  });

  it('posts one key once under parallel callers', async () => {
    const posting = received(randomUUID(), 70n);
    const answers = await Promise.all(
      Array.from({ length: 10 }, () => run((tx) => ledger.post(tx, posting))),
    );
    expect(new Set(answers.map(({ transferId }) => transferId)).size).toBe(1);
    expect(await ledger.balance(app.database, held(posting.subject.id))).toBe(70n);
  });

  it('answers as of a moment by when money moved, not when it was written down', async () => {
    const orderId = randomUUID();
    const eventAt = new Date('2026-03-01T10:00:00+08:00');
    await run((tx) => ledger.post(tx, { ...received(orderId, 5n), eventAt }));
    expect(await ledger.balance(app.database, held(orderId), new Date('2026-03-01T09:59:59+08:00'))).toBe(0n);
    expect(await ledger.balance(app.database, held(orderId), eventAt)).toBe(5n);
  });

  it('refuses what an account does not hold; of ten who take all, one gets it', async () => {
    const orderId = randomUUID();
    await run((tx) => ledger.post(tx, received(orderId, 100n)));
    const take = (index: number) =>
      run((tx) =>
        ledger.post(tx, {
          key: `out:${orderId}:${index}`,
          kind: 'TEST_OUT',
          subject: { kind: 'ORDER', id: orderId },
          entries: moving(100n, held(orderId), bank),
        }),
      ).then(
        () => 'taken',
        (error: Error) => error.message,
      );
    const answers = await Promise.all(Array.from({ length: 10 }, (_, index) => take(index)));
    expect(answers.toSorted()).toEqual([...Array<string>(9).fill('Refused: ACCOUNT_SHORT'), 'taken']);
    expect(await ledger.balance(app.database, held(orderId))).toBe(0n);
  });

  it('takes back a transfer by a linked one, and never more than it moved', async () => {
    const orderId = randomUUID();
    const { transferId } = await run((tx) => ledger.post(tx, received(orderId, 100n)));
    const back = (key: string, fen: bigint) =>
      run((tx) =>
        ledger.post(tx, {
          key,
          kind: 'RECEIPT_REVERSED',
          subject: { kind: 'ORDER', id: orderId },
          entries: moving(fen, held(orderId), bank),
          reversalOf: transferId,
        }),
      );
    const first = await back(`back:${orderId}`, 60n);
    expect(await back(`back:${orderId}`, 60n)).toEqual(first);
    await expect(back(`more:${orderId}`, 41n)).rejects.toThrow('REVERSAL_EXCEEDS_ORIGINAL');
    await back(`rest:${orderId}`, 40n);
    await expect(back(`again:${orderId}`, 1n)).rejects.toThrow('NOTHING_LEFT_TO_REVERSE');
  });

  it('throws on a posting that does not balance', async () => {
    const entries = [
      { ...bank, fen: 2n },
      { ...held(randomUUID()), fen: -1n },
    ];
    await expect(run((tx) => ledger.post(tx, { ...received(randomUUID(), 1n), entries }))).rejects.toThrow(
      'UNBALANCED',
    );
  });

  describe('in the database itself', () => {
    const rawTransfer = async (tx: Tx, entries: [LedgerAccount, bigint][]) => {
      const id = randomUUID();
      await tx.query(
        `INSERT INTO ledger_transfers (id, key, content_hash, kind, subject_kind, subject_id, event_at)
         VALUES ($1::uuid, $1::text, '', 'RAW', 'ORDER', $1::uuid, now())`,
        [id],
      );
      for (const [{ owner, purpose, currency, subjectId = null }, fen] of entries) {
        await tx.query(
          `INSERT INTO ledger_accounts (owner, purpose, currency, subject_id) VALUES ($1, $2, $3, $4) ON CONFLICT DO NOTHING`,
          [owner, purpose, currency, subjectId],
        );
        await tx.query(
          `INSERT INTO ledger_entries SELECT $1::uuid, id, $2::bigint FROM ledger_accounts WHERE owner = $3 AND purpose = $4
             AND currency = $5 AND subject_id IS NOT DISTINCT FROM $6::uuid`,
          [id, String(fen), owner, purpose, currency, subjectId],
        );
      }
      return id;
    };

    it('a transfer that does not balance, in any currency, fails at commit', async () => {
      const order = held(randomUUID());
      await expect(
        run((tx) =>
          rawTransfer(tx, [
            [bank, 2n],
            [order, -1n],
          ]),
        ),
      ).rejects.toThrow('does not balance');
      await expect(
        run((tx) =>
          rawTransfer(tx, [
            [{ ...bank, currency: 'USD' }, 1n],
            [order, -1n],
          ]),
        ),
      ).rejects.toThrow('does not balance');
      await expect(run((tx) => rawTransfer(tx, []))).rejects.toThrow('has no entries');
    });

    it('a transfer takes no entries after its own transaction', async () => {
      const order = held(randomUUID());
      const id = await run((tx) =>
        rawTransfer(tx, [
          [bank, 1n],
          [order, -1n],
        ]),
      );
      const more = `INSERT INTO ledger_entries SELECT $1, id, CASE owner WHEN $2 THEN -5 ELSE 5 END FROM ledger_accounts
                     WHERE purpose = 'HELD' AND subject_id = ANY ($3::uuid[])`;
      const [a, b] = [held(randomUUID()), { ...held(randomUUID()), owner: randomUUID() }];
      await run((tx) =>
        rawTransfer(tx, [
          [bank, 20n],
          [a, -10n],
          [b, -10n],
        ]),
      );
      await expect(run((tx) => tx.query(more, [id, b.owner, [a.subjectId, b.subjectId]]))).rejects.toThrow(
        'is complete',
      );
    });

    it('no guarded account falls below zero, not even by raw SQL', async () => {
      const order = held(randomUUID());
      await expect(
        run((tx) =>
          rawTransfer(tx, [
            [order, 1n],
            [bank, -1n],
          ]),
        ),
      ).rejects.toThrow('ledger_balances_not_below_zero');
    });

    it.each(['ledger_transfers', 'ledger_entries', 'ledger_accounts'])('%s is append-only', async (table) => {
      const column =
        table === 'ledger_entries'
          ? 'fen = 1'
          : table === 'ledger_accounts'
            ? 'subject_id = NULL'
            : 'key = key';
      await expect(app.database.query(`UPDATE ${table} SET ${column}`)).rejects.toThrow('append-only');
      await expect(app.database.query(`DELETE FROM ${table}`)).rejects.toThrow('append-only');
      await expect(app.database.query(`TRUNCATE ${table} CASCADE`)).rejects.toThrow('append-only');
    });
  });

  it('is proved by reconciliation, which also sees a forged cache', async () => {
    const breaks = async () => {
      const found: string[] = [];
      await app.nest.get(Reconciliation).run((line) => found.push(...line.breaks));
      return found;
    };
    expect(await breaks()).toEqual([]);
    await app.database.query('UPDATE ledger_balances SET natural_fen = natural_fen + 1');
    expect((await breaks()).length).toBeGreaterThan(0);
    await app.database.query('UPDATE ledger_balances SET natural_fen = natural_fen - 1');
    await app.database.query('UPDATE ledger_balances SET promised_fen = 1 WHERE natural_fen > 99');
    expect((await breaks()).join()).toContain('promised 1, pending 0');
    await app.database.query('UPDATE ledger_balances SET promised_fen = 0');
    expect(await breaks()).toEqual([]);
  });
});
