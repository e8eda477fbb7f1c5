import { randomBytes, randomUUID } from 'node:crypto';
import { SEALED_TABLES, reencrypt } from '../../src/commands/reencrypt';
import { phoneHash } from '../../src/organizations/index';
import { AppConfig, FieldCipher, moveToFirstKey } from '../../src/platform/index';
import { startTestApp, type TestApp } from '../support/app';
import { bookStatement, marked, stageStatement } from '../support/bank-statements';
import { openOrder, receiptInput, receiptMutation } from '../support/money';
import { addMember, makePeople, type People } from '../support/people';

const ACCOUNT = '6222000011112222333';
const keyText = (key: Buffer) => key.toString('base64');

describe('moving to a new key', () => {
  let app: TestApp;
  let people: People;
  let rotated: FieldCipher;
  const said: string[] = [];
  beforeAll(async () => {
    app = await startTestApp();
    people = await makePeople(app);
    const old = app.nest.get(AppConfig);
    const first = [...old.encryptionKeys].map(([id, key]) => `${id}:${keyText(key)}`).join(',');
    rotated = new FieldCipher(
      AppConfig.read('tool', {
        DATABASE_URL: 'postgres://a/b',
        TOKEN_KEY: keyText(randomBytes(32)),
        LOOKUP_KEY: keyText(randomBytes(32)),
        ENCRYPTION_KEYS: `k9:${keyText(randomBytes(32))},${first}`,
      }),
    );
    await plant();
  });
  afterAll(() => app.close());

  const cipher = () => app.nest.get(FieldCipher);
  /** More people than one batch, an account, a receipt with a memo and a disclosure with a note. */
  async function plant(): Promise<void> {
    await app.transactions.run(async (tx) => {
      for (let index = 0; index < 230; index += 1) {
        const { id } = await addMember(app, tx, people.buyer.id, 'BUYER_CLERK');
        const phone = `138${String(index).padStart(8, '0')}`;
        await tx.query('UPDATE members SET phone_encrypted = $2, phone_hash = $3 WHERE id = $1', [
          id,
          cipher().encrypt(phone),
          phoneHash(cipher(), phone),
        ]);
      }
    });
    const send = (token: string, name: string, type: string, fields: string, input: object) =>
      app.graphql<Record<string, { refusals: object[] }>>(
        `mutation ($input: ${type}!) { ${name}(input: $input) { ${fields} refusals { code } } }`,
        { input: { idempotencyKey: randomUUID(), ...input } },
        { token },
      );
    const account = { bankName: '示例银行', holderName: '示例户名', number: ACCOUNT };
    await send(
      people.buyer.admin.token,
      'proposeBankAccount',
      'ProposeBankAccountInput',
      'bankAccount { id }',
      account,
    );
    const received = receiptInput({ payerAccount: ACCOUNT, memo: '货款' });
    await receiptMutation(app, 'recordBankReceipt', received, people.finance.token);
    const order = await openOrder(app, people, 1_000n);
    await app.database.query(
      `INSERT INTO stripe_intents (id, request_id, fen, methods, state, provider_id, client_secret_encrypted, started_by, started_at,
         look_again_at, tries, version)
       SELECT gen_random_uuid(), id, 1000, 'card', 'PENDING', 'pi_reencrypt', $2, $3, $4, $4, 0, 1 FROM payment_requests WHERE subject_id = $1`,
      [order.subject.id, cipher().encrypt('示例口令'), people.buyer.clerk.id, app.clock.now()],
    );
    await app.database.query(
      `INSERT INTO stripe_accounts (id, supplier_id, state, provider_id, proposed_by, proposed_at, decided_by, decided_at,
         link_encrypted, link_expires_at, look_again_at, tries, version)
       SELECT gen_random_uuid(), $1, 'PENDING', 'acct_reencrypt', $2, $4, $3, $4, $5, $4, $4, 0, 1`,
      [
        people.supplier.id,
        people.buyer.clerk.id,
        people.finance.id,
        app.clock.now(),
        cipher().encrypt('https://connect.example'),
      ],
    );
    const declared = { orderId: order.subject.id, payerName: '示例上级单位', relation: 'PARENT_OR_UNIT' };
    await send(
      people.buyer.clerk.token,
      'declarePayer',
      'DeclarePayerInput',
      'paymentRequest { id }',
      declared,
    );
    const line = ['20260708', '08:00', '贷', '10.00', '10.00', '示例付款单位', ACCOUNT, '货款'];
    const said = marked([line], ['2026-07-08', '2026-07-08'], ['0', '10.00']);
    await bookStatement(app, people.finance, said);
    await stageStatement(app, people.finance, said);
    const look = { memberId: people.buyer.clerk.id, purpose: 'LEGAL_OBLIGATION', note: '示例函' };
    await send(people.ops.token, 'revealMemberPhone', 'RevealMemberPhoneInput', 'disclosureId', look);
  }

  const ciphertexts = async () => {
    const found: { where: string; stored: string }[] = [];
    for (const { table, encrypted } of SEALED_TABLES)
      for (const column of encrypted) {
        const rows = await app.database.query<{ stored: string }>(
          `SELECT ${column} AS stored FROM ${table} WHERE ${column} IS NOT NULL ORDER BY id`,
        );
        found.push(...rows.map(({ stored }) => ({ where: `${table}.${column}`, stored })));
      }
    return found;
  };

  it('changes nothing while key and look-up key are the ones that wrote it', async () => {
    await reencrypt(app.nest, (line) => said.push(line));
    expect(said).toHaveLength(SEALED_TABLES.length + 1);
    expect(said.slice(0, -1).filter((line) => !/: 0 \/ [1-9]\d*$/.test(line))).toEqual([]);
  });

  it('leaves the embedded database alone unless that one is meant: an operator forgot DATABASE_URL', async () => {
    const embedded = jest.spyOn(AppConfig.prototype, 'embeddedDatabase', 'get').mockReturnValue(true);
    const lines: string[] = [];
    await expect(reencrypt(app.nest, (line) => lines.push(line))).rejects.toThrow('DATABASE_URL');
    expect(lines).toEqual([]);
    await reencrypt(app.nest, (line) => lines.push(line), ['--embedded']);
    expect(lines).toHaveLength(SEALED_TABLES.length + 1);
    embedded.mockRestore();
  });

  it('moves every ciphertext and every hash, beside two others that do the same and people who work', async () => {
    const before = (await ciphertexts()).map(({ where, stored }) => `${where} ${rotated.decrypt(stored)}`);
    expect(new Set(before.map((line) => line.split(' ')[0])).size).toBe(18);
    const runs = [0, 1, 2].map(async () => {
      const changed: number[] = [];
      for (const sealed of SEALED_TABLES)
        changed.push((await moveToFirstKey(app.transactions, rotated, sealed)).changed);
      return changed.reduce((sum, one) => sum + one, 0);
    });
    const work = app.transactions.run((tx) =>
      tx.query('UPDATE members SET display_name = $2, version = version + 1 WHERE id = $1', [
        people.buyer.clerk.id,
        '示例改名',
      ]),
    );
    const [counts] = await Promise.all([Promise.all(runs), work]);
    expect(counts.reduce((sum, one) => sum + one, 0)).toBe(240);
    const after = await ciphertexts();
    expect(after.filter(({ stored }) => !stored.startsWith('k9:'))).toEqual([]);
    expect(after.map(({ where, stored }) => `${where} ${rotated.decrypt(stored)}`)).toEqual(before);
    const receipts = await app.database.query(
      'SELECT payer_account_hash AS hash FROM bank_receipts UNION SELECT payer_account_hash FROM recorded_receipts',
    );
    expect(receipts).toEqual([{ hash: rotated.lookupHash(ACCOUNT) }]);
    const found = await app.database.query('SELECT FROM members WHERE phone_hash = $1', [
      phoneHash(rotated, '+86 138 0000 0007'),
    ]);
    expect(found).toHaveLength(1);
  });

  it('goes on where it broke off, and finds nothing to do twice', async () => {
    const moved = await Promise.all(
      SEALED_TABLES.map((sealed) => moveToFirstKey(app.transactions, rotated, sealed)),
    );
    expect(moved.map(({ changed }) => changed)).toEqual(SEALED_TABLES.map(() => 0));
  });

  it('opens the append-only tables for keys alone', async () => {
    const change = (sql: string) =>
      app.transactions.run(async (tx) => {
        await tx.query(`SELECT set_config('xieshou.reencrypting', 'on', true)`);
        await tx.query(sql);
      });
    await expect(change('UPDATE bank_receipts SET fen = fen + 1')).rejects.toThrow('append-only');
    await expect(change('DELETE FROM bank_receipts')).rejects.toThrow();
    await expect(app.database.query(`UPDATE bank_receipts SET memo_encrypted = 'x'`)).rejects.toThrow(
      'append-only',
    );
  });
});
