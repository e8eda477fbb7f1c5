import { randomUUID } from 'node:crypto';
import { FieldCipher } from '../../src/platform/index';
import { startTestApp, type TestApp } from '../support/app';
import { receiptInput, receiptMutation } from '../support/money';
import { makePeople, type People } from '../support/people';

const PHONE = '13800008888';
const ACCOUNT = '6222000011112222333';
const ENGLISH = 'en' as const;

interface Shown {
  value: string | null;
  disclosureId: string | null;
  refusals: { code: string; path: string[] }[];
}

describe('seeing masked data in full', () => {
  let app: TestApp;
  let people: People;
  let accountId: string;
  beforeAll(async () => {
    app = await startTestApp();
    people = await makePeople(app);
    const cipher = app.nest.get(FieldCipher);
    await app.database.query('UPDATE members SET phone_encrypted = $2, phone_hash = $3 WHERE id = $1', [
      people.buyer.clerk.id,
      cipher.encrypt(PHONE),
      cipher.lookupHash(PHONE),
    ]);
    accountId = randomUUID();
    await app.database.query(
      `INSERT INTO bank_accounts (id, organization_id, holder_name, bank_name, number_encrypted, number_hash, last_four, state,
         proposed_by, created_at, version) VALUES ($1, $2, '示例户名', '示例银行', $3, $4, '2333', 'PROPOSED', $5, now(), 1)`,
      [
        accountId,
        people.buyer.id,
        cipher.encrypt(ACCOUNT),
        cipher.lookupHash(ACCOUNT),
        people.buyer.approver.id,
      ],
    );
  });
  afterAll(() => app.close());

  const ask = async (name: string, token: string, input: object) => {
    const type = `${name.charAt(0).toUpperCase()}${name.slice(1)}Input`;
    const answer = await app.graphql<Record<string, Shown>>(
      `mutation ($input: ${type}!) { ${name}(input: $input) { value disclosureId refusals { code path } } }`,
      { input: { idempotencyKey: randomUUID(), ...input } },
      { token, language: ENGLISH },
    );
    return { shown: answer.data?.[name], code: answer.errors?.[0]?.extensions.code };
  };
  const phone = (token: string, more: object = {}) =>
    ask('revealMemberPhone', token, {
      memberId: people.buyer.clerk.id,
      purpose: 'CONTACT_ABOUT_BUSINESS',
      ...more,
    });
  const looks = () => app.database.query('SELECT * FROM disclosures');

  it('is masked where nobody said why', async () => {
    const query = '{ members(first: 50) { edges { node { id phone } } } }';
    const { data } = await app.graphql<{ members: { edges: { node: { id: string; phone: string } }[] } }>(
      query,
      {},
      { token: people.buyer.admin.token },
    );
    const clerk = data.members.edges.find(({ node }) => node.id === people.buyer.clerk.id);
    expect(clerk?.node.phone).toBe('*******8888');
  });

  it('needs role and reach, and leaves nothing where they are missing', async () => {
    const before = await looks();
    expect((await phone(people.buyer.clerk.token)).code).toBe('FORBIDDEN');
    expect((await phone(people.otherBuyer.admin.token)).code).toBe('NOT_FOUND');
    expect((await phone(people.finance.token)).code).toBe('FORBIDDEN');
    const unknown = await phone(people.otherBuyer.admin.token, { memberId: randomUUID() });
    expect(unknown.code).toBe('NOT_FOUND');
    expect(
      (
        await ask('revealBankAccount', people.otherBuyer.admin.token, {
          bankAccountId: accountId,
          purpose: 'CONFIRM_ACCOUNT',
        })
      ).code,
    ).toBe('NOT_FOUND');
    expect(await looks()).toEqual(before);
  });

  it('needs a purpose that fits, and a note where somebody asked for it', async () => {
    const codes = async (more: object) => (await phone(people.ops.token, more)).shown?.refusals;
    expect(await codes({ purpose: 'PAY_OUT' })).toMatchObject([{ code: 'PURPOSE_NOT_FOR_THIS' }]);
    expect(await codes({ purpose: 'LEGAL_OBLIGATION' })).toMatchObject([{ code: 'NOTE_NEEDED' }]);
    expect(await codes({ purpose: 'LEGAL_OBLIGATION', note: '示例调取函〔2026〕1 号' })).toEqual([]);
  });

  it('shows it, writes who, what and why by ids, and keeps the value out of key, audit and note', async () => {
    const key = randomUUID();
    const first = await phone(people.buyer.admin.token, { idempotencyKey: key });
    expect(first.shown?.value).toBe(PHONE);
    const again = await phone(people.buyer.admin.token, { idempotencyKey: key });
    expect(again.shown).toEqual(first.shown);
    const rows = await app.database.query(
      `SELECT member_id, organization_id, reason, data FROM audit_rows
        WHERE action = 'disclose' AND data->>'disclosureId' = $1`,
      [first.shown?.disclosureId],
    );
    expect(rows).toEqual([
      {
        member_id: people.buyer.admin.id,
        organization_id: people.buyer.id,
        reason: 'CONTACT_ABOUT_BUSINESS',
        data: { what: 'MEMBER_PHONE', disclosureId: first.shown?.disclosureId },
      },
    ]);
    const [kept] = await app.database.query<{ result: object }>(
      'SELECT result FROM idempotency_keys WHERE key = $1',
      [key],
    );
    expect(kept?.result).toEqual({ disclosureId: first.shown?.disclosureId });
    app.clock.advance(11 * 60_000);
    expect((await phone(people.buyer.admin.token, { idempotencyKey: key })).code).toBe('NOT_FOUND');
  });

  it('shows an account to who confirms it and to who pays, and a payer’s to who pays back', async () => {
    const own = { bankAccountId: accountId, purpose: 'CONFIRM_ACCOUNT' };
    expect((await ask('revealBankAccount', people.buyer.admin.token, own)).shown?.value).toBe(ACCOUNT);
    const paying = { bankAccountId: accountId, purpose: 'PAY_OUT' };
    expect((await ask('revealBankAccount', people.finance.token, paying)).shown?.value).toBe(ACCOUNT);
    const said = receiptInput({ payerAccount: ACCOUNT, memo: `货款 ${PHONE}` });
    const { payload } = await receiptMutation(app, 'recordBankReceipt', said, people.finance.token);
    const { id, memo } = payload?.receipt ?? {};
    expect(memo).toBe('货款 ****8888');
    const payer = { receiptId: id, purpose: 'MATCH_TRANSFER' };
    expect((await ask('revealPayerAccount', people.finance.token, payer)).shown?.value).toBe(ACCOUNT);
    expect((await ask('revealPayerAccount', people.auditor.token, payer)).code).toBe('FORBIDDEN');
  });

  it('is told to the person and to the account’s administrator, and to nobody else', async () => {
    const query =
      '{ whoSawMyData(first: 50) { edges { node { what purpose viewerName viewerOrganization } } } }';
    const seenBy = async (token: string) => {
      const { data } = await app.graphql<{ whoSawMyData: { edges: { node: { what: string } }[] } }>(
        query,
        {},
        { token },
      );
      return data.whoSawMyData.edges.map(({ node }) => node.what);
    };
    expect(await seenBy(people.buyer.clerk.token)).toEqual(['MEMBER_PHONE', 'MEMBER_PHONE']);
    expect(await seenBy(people.buyer.admin.token)).toEqual(['BANK_ACCOUNT_NUMBER', 'BANK_ACCOUNT_NUMBER']);
    expect(await seenBy(people.otherBuyer.admin.token)).toEqual([]);
  });

  it('is measured: thirty an hour, however many are asked at once', async () => {
    app.clock.advance(3 * 60_000);
    const answers = await Promise.all(Array.from({ length: 34 }, () => phone(people.opsSecond.token)));
    const shown = answers.filter((answer) => answer.shown?.value === PHONE);
    const refused = answers.flatMap((answer) => answer.shown?.refusals ?? []);
    expect([shown.length, refused.map(({ code }) => code)]).toEqual([
      30,
      Array(4).fill('DISCLOSURES_TOO_MANY'),
    ]);
  });

  it('cannot be unwritten', async () => {
    for (const sql of [
      'DELETE FROM disclosures',
      `UPDATE disclosures SET purpose = 'PAY_OUT'`,
      'TRUNCATE disclosures CASCADE',
    ])
      await expect(app.database.query(sql)).rejects.toThrow('append-only');
  });
});
