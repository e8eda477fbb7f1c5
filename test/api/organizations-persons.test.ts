import { randomUUID } from 'node:crypto';
import { FieldCipher, Reconciliation } from '../../src/platform/index';
import { startTestApp, type TestApp } from '../support/app';
import { makeGoods } from '../support/goods';
import { playOrder } from '../support/orders';
import {
  TEST_PASSWORD,
  addMember,
  makePeople,
  signInAgain,
  type People,
  type Person,
} from '../support/people';

const PHONE = '13800007777';

interface Answer {
  erasureRequest?: { id: string; state: string; version: number } | null;
  value?: string | null;
  refusals: { code: string }[];
}

describe('a person', () => {
  let app: TestApp;
  let people: People;
  beforeAll(async () => {
    app = await startTestApp();
    people = await makePeople(app);
  });
  afterAll(() => app.close());

  const send = async (name: string, fields: string, token: string, input: object) => {
    const type = `${name.charAt(0).toUpperCase()}${name.slice(1)}Input`;
    const answer = await app.graphql<Record<string, Answer>>(
      `mutation ($input: ${type}!) { ${name}(input: $input) { ${fields} refusals { code } } }`,
      { input: { idempotencyKey: randomUUID(), ...input } },
      { token },
    );
    return { payload: answer.data?.[name], code: answer.errors?.[0]?.extensions.code };
  };
  const request = (token: string, memberId: string) =>
    send('requestErasure', 'erasureRequest { id state version }', token, { memberId });
  const decide = (token: string, erasureRequestId: string, erase = true) =>
    send('decideErasure', 'erasureRequest { id state version }', token, {
      erasureRequestId,
      erase,
      expectedVersion: 1,
    });
  const exported = (token: string, memberId: string, more: object = {}) =>
    send('exportPerson', 'value', token, { memberId, purpose: 'DATA_SUBJECT_REQUEST', ...more });
  const newMember = (organizationId = people.buyer.id) =>
    app.transactions.run(async (tx) => {
      const member = await addMember(app, tx, organizationId, 'BUYER_CLERK');
      const cipher = app.nest.get(FieldCipher);
      await tx.query(
        'UPDATE members SET phone_encrypted = $2, phone_hash = $3, display_name = $4 WHERE id = $1',
        [member.id, cipher.encrypt(PHONE), cipher.lookupHash(PHONE), '示例某某某'],
      );
      return member;
    });
  const signIn = ({ login }: Person) =>
    app.graphql<{ signIn: { tokens: { refreshToken: string } | null; refusals: { code: string }[] } }>(
      'mutation ($login: ShortText!) { signIn(input: { login: $login, password: "' +
        TEST_PASSWORD +
        '" }) { tokens { refreshToken } refusals { code } } }',
      { login },
    );
  const rowOf = async (id: string) =>
    (await app.database.query('SELECT * FROM members WHERE id = $1', [id]))[0];

  it('takes everything about himself with him, and his administrator does with a note', async () => {
    const member = await newMember();
    const mine = await exported(member.token, member.id);
    const read = JSON.parse(mine.payload?.value ?? '{}') as {
      person: object;
      sessions: object[];
      looks: object[];
      references: Record<string, unknown>;
    };
    expect(read.person).toMatchObject({
      id: member.id,
      login: member.login,
      phone: PHONE,
      displayName: '示例某某某',
    });
    expect([read.sessions.length, read.looks.length]).toEqual([1, 1]);
    expect(Object.keys(read.references)).toEqual(
      expect.arrayContaining(['audit_rows.member_id', 'disclosures.person_id', 'sessions.member_id']),
    );
    const bare = await exported(people.buyer.admin.token, member.id);
    expect(bare.payload?.refusals).toEqual([{ code: 'NOTE_NEEDED' }]);
    const noted = await exported(people.buyer.admin.token, member.id, { note: '本人书面申请' });
    expect(noted.payload?.value).toContain(PHONE);
    for (const token of [people.otherBuyer.admin.token, people.buyer.clerk.token, people.auditor.token])
      expect((await exported(token, member.id, { note: 'x' })).code).toBe('NOT_FOUND');
  });

  it('goes by two people: his row names nobody, his sessions end, and he cannot come back', async () => {
    const member = await newMember();
    const { payload } = await request(member.token, member.id);
    const id = payload?.erasureRequest?.id ?? '';
    expect((await request(people.buyer.admin.token, member.id)).payload?.refusals).toEqual([
      { code: 'ERASURE_ASKED_ALREADY' },
    ]);
    expect((await decide(people.otherBuyer.admin.token, id)).code).toBe('NOT_FOUND');
    expect((await decide(member.token, id)).code).toBe('FORBIDDEN');
    expect((await decide(people.buyer.admin.token, id)).payload?.erasureRequest?.state).toBe('DONE');
    expect((await decide(people.ops.token, id)).payload?.refusals).toEqual([{ code: 'ERASURE_NOT_OPEN' }]);
    const row = await rowOf(member.id);
    expect(row).toMatchObject({ active: false, roles: [], phone_encrypted: null, phone_hash: null });
    expect(
      JSON.stringify(row, (_key, value: unknown) => (typeof value === 'bigint' ? String(value) : value)),
    ).not.toMatch(new RegExp(`${member.login}|示例某某某|${PHONE}`));
    expect((await signIn(member)).data.signIn.refusals).toEqual([{ code: 'SIGN_IN_FAILED' }]);
    const me = await app.graphql('{ me { member { id } } }', {}, { token: member.token });
    expect(me.errors?.[0]?.extensions.code).toBe('UNAUTHENTICATED');
    const back = await send('changeMember', 'member { id }', people.buyer.admin.token, {
      memberId: member.id,
      roles: ['BUYER_CLERK'],
      active: true,
      expectedVersion: Number(row?.['version']),
    });
    expect(back.code).toBe('NOT_FOUND');
    expect((await exported(people.ops.token, member.id, { note: 'x' })).code).toBe('NOT_FOUND');
  });

  it('is not erased by whoever asked for it alone, nor as the last administrator of others', async () => {
    const member = await newMember();
    const asked = await request(people.buyer.admin.token, member.id);
    const id = asked.payload?.erasureRequest?.id ?? '';
    expect((await decide(people.buyer.admin.token, id)).payload?.refusals).toEqual([{ code: 'NOT_ONESELF' }]);
    expect((await decide(people.ops.token, id, false)).payload?.erasureRequest?.state).toBe('DENIED');
    expect((await rowOf(member.id))?.['erased_at']).toBeNull();
    const last = await request(people.buyer.admin.token, people.buyer.admin.id);
    const lastId = last.payload?.erasureRequest?.id ?? '';
    expect((await decide(people.ops.token, lastId)).payload?.refusals).toEqual([{ code: 'LAST_ADMIN' }]);
    expect((await rowOf(people.buyer.admin.id))?.['active']).toBe(true);
  });

  it('does not decide what another asked about him', async () => {
    const second = await app.transactions.run((tx) => addMember(app, tx, people.buyer.id, 'ORG_ADMIN'));
    const asked = await request(people.buyer.admin.token, second.id);
    const id = asked.payload?.erasureRequest?.id ?? '';
    for (const erase of [true, false])
      expect((await decide(second.token, id, erase)).payload?.refusals).toEqual([{ code: 'NOT_ONESELF' }]);
    expect((await decide(people.ops.token, id)).payload?.erasureRequest?.state).toBe('DONE');
  });

  it('who signs in while he is erased has no session afterwards', async () => {
    for (let round = 0; round < 5; round += 1) {
      const member = await newMember();
      const { payload } = await request(member.token, member.id);
      const [entered] = await Promise.all([
        Promise.all([signIn(member), signIn(member)]),
        decide(people.buyer.admin.token, payload?.erasureRequest?.id ?? ''),
        decide(people.ops.token, payload?.erasureRequest?.id ?? ''),
      ]);
      const open = await app.database.query(
        'SELECT FROM sessions WHERE member_id = $1 AND ended_at IS NULL',
        [member.id],
      );
      expect(open).toEqual([]);
      for (const { data } of entered) {
        const token = data?.signIn.tokens?.refreshToken;
        if (!token) continue;
        const next = await app.graphql<{ refreshSession: { tokens: object | null } }>(
          'mutation ($t: SecretToken!) { refreshSession(input: { refreshToken: $t }) { tokens { accessToken } } }',
          { t: token },
        );
        expect(next.data.refreshSession.tokens).toBeNull();
      }
    }
  });

  it('leaves orders, signatures, entries and the audit chain as they were, and the books in order', async () => {
    const goods = await makeGoods(app, people);
    await playOrder(app, people, goods);
    const digest = async () =>
      app.database.query(
        `SELECT (SELECT md5(string_agg(o::text, '' ORDER BY o.id)) FROM orders o) AS orders,
                (SELECT md5(string_agg(s::text, '' ORDER BY s.id)) FROM order_signatures s) AS signatures,
                (SELECT md5(string_agg(e::text, '' ORDER BY e.transfer_id, e.account_id)) FROM ledger_entries e) AS entries`,
      );
    const before = await digest();
    const clerk = people.buyer.clerk;
    const { payload } = await request(await signInAgain(app, clerk), clerk.id);
    const decided = await decide(await signInAgain(app, people.ops), payload?.erasureRequest?.id ?? '');
    expect(decided.payload?.erasureRequest?.state).toBe('DONE');
    expect(await digest()).toEqual(before);
    await app.settle();
    const breaks: string[] = [];
    expect(await app.nest.get(Reconciliation).run((line) => breaks.push(...line.breaks))).toBe(true);
    expect(breaks).toEqual([]);
  });
});
