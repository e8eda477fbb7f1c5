import { randomUUID } from 'node:crypto';
import { KEPT_DATA, handlingOf } from '../../src/commands/kept-data';
import { completeUscc } from '../../src/organizations/index';
import { RepeatedDuties, Worker } from '../../src/platform/index';
import { startTestApp, type TestApp } from '../support/app';
import { failedJobs } from '../support/failed-jobs';
import { captureLog, type CapturedLog } from '../support/captured-log';
import { png } from '../support/file-samples';
import { confirmRecorded, receiptInput, type Recorded } from '../support/money';
import { PLACES, TEST_PASSWORD, makePeople, type People } from '../support/people';

const PHONE = '13912345678';
const ACCOUNT = '6217003333444455556';
const IDENTITY = '11010519491231002X';
const NAME = '示例泄密员';
const NUMBERS = [PHONE, ACCOUNT, IDENTITY];

describe('phones, accounts and names', () => {
  let app: TestApp;
  let people: People;
  let logged: CapturedLog;
  /** Whatever leaves the processes: what they print and what they answer where something failed. */
  const printed: string[] = [];
  const answered: string[] = [];
  beforeAll(async () => {
    logged = captureLog('debug');
    for (const stream of [process.stdout, process.stderr])
      jest.spyOn(stream, 'write').mockImplementation((chunk) => printed.push(String(chunk)) > 0);
    app = await startTestApp();
    people = await makePeople(app);
    await everybodyWorks();
  });
  afterAll(async () => {
    await app.close();
    jest.restoreAllMocks();
    logged.stop();
  });

  const send = async (name: string, input: object, token: string | null) => {
    const type = `${name.charAt(0).toUpperCase()}${name.slice(1)}Input`;
    const answer = await app.graphql<Record<string, unknown>>(
      `mutation ($input: ${type}!) { ${name}(input: $input) { refusals { code message path } } }`,
      { input: { idempotencyKey: randomUUID(), ...input } },
      { token },
    );
    answered.push(JSON.stringify(answer));
    return answer;
  };
  const register = (login: string) =>
    app.graphql(
      `mutation ($input: RegisterOrganizationInput!) { registerOrganization(input: $input) { refusals { code } } }`,
      {
        input: {
          kind: 'ENTERPRISE',
          name: '示例注册公司',
          uscc: completeUscc(`91330211MC${login.slice(-7)}`),
          regionCode: PLACES.eastCounty,
          login,
          password: TEST_PASSWORD,
          displayName: NAME,
          phone: PHONE,
        },
      },
    );
  const account = () =>
    send(
      'proposeBankAccount',
      { bankName: '示例银行', holderName: NAME, number: ACCOUNT },
      people.buyer.admin.token,
    );
  const receipt = async () => {
    const said = receiptInput({ payerName: NAME, payerAccount: ACCOUNT, memo: `${NAME} ${PHONE}` });
    const answer = await send('recordBankReceipt', said, people.finance.token);
    const [waiting] = await app.database.query<Recorded>(
      `SELECT id, version, state FROM recorded_receipts WHERE state = 'PROPOSED'`,
    );
    if (!waiting) return answer;
    const confirmed = await confirmRecorded(app, waiting, 'refusals { code message path }');
    answered.push(JSON.stringify(confirmed));
    return confirmed;
  };
  const upload = (name: string) =>
    fetch(`${app.url}/files`, {
      method: 'POST',
      headers: {
        'content-type': 'application/octet-stream',
        authorization: `Bearer ${people.buyer.clerk.token}`,
        'x-file-name': encodeURIComponent(name),
      },
      body: new Uint8Array(png()),
    });

  async function everybodyWorks(): Promise<void> {
    const registered = await register('shili0000001');
    expect(JSON.stringify(registered)).toContain('"refusals":[]');
    for (const answer of [await account(), await receipt()]) expect(answer.errors).toBeUndefined();
    const kept = (await (await upload(`证件${IDENTITY}_${PHONE}.png`)).json()) as { id: string };
    const back = await fetch(`${app.url}/files/${kept.id}`, {
      headers: { authorization: `Bearer ${people.buyer.clerk.token}` },
    });
    expect(back.headers.get('content-disposition')).toContain('attachment');
    answered.push(JSON.stringify([...back.headers]));
    await send(
      'revealMemberPhone',
      { memberId: people.buyer.clerk.id, purpose: 'LEGAL_OBLIGATION', note: `${NAME} ${PHONE}` },
      people.ops.token,
    );
    await app.settle();
  }

  /** `table.column` of every stored place that holds the text. */
  async function placesOf(text: string): Promise<string[]> {
    const found: string[] = [];
    for (const name of handlingOf.keys()) {
      const [table = '', column = ''] = name.split('.');
      const schema = table.startsWith('_private') ? 'graphile_worker.' : '';
      const [row] = await app.database.query<{ here: boolean }>(
        `SELECT EXISTS (SELECT FROM ${schema}${table} WHERE ${column}::text LIKE $1
           OR position(convert_to($2, 'UTF8') IN convert_to(${column}::text, 'UTF8')) > 0) AS here`,
        [`%${text}%`, text],
      );
      if (row?.here) found.push(name);
    }
    return found;
  }

  it('stand in no dump of the database but where the catalogue says so', async () => {
    expect(Object.keys(KEPT_DATA).length).toBeGreaterThan(70);
    for (const number of NUMBERS) expect([number, await placesOf(number)]).toEqual([number, []]);
    expect(await placesOf(NAME)).toEqual(['bank_accounts.holder_name', 'members.display_name']);
  });

  it('are found by the search that says so', async () => {
    await app.database.query('UPDATE members SET display_name = $2 WHERE id = $1', [people.agri.id, PHONE]);
    expect(await placesOf(PHONE)).toEqual(['members.display_name']);
    await app.database.query(`UPDATE members SET display_name = '示例' WHERE id = $1`, [people.agri.id]);
  });

  it('are neither logged, printed nor answered when the database fails in their midst', async () => {
    await app.database.query(`
      CREATE FUNCTION fail_loudly() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN RAISE EXCEPTION 'row % of ${NAME} ${PHONE} ${ACCOUNT}', NEW USING DETAIL = '${PHONE}', HINT = '${ACCOUNT}'; END $$`);
    for (const table of [
      'members',
      'bank_accounts',
      'bank_receipts',
      'recorded_receipts',
      'files',
      'disclosures',
      'reaction_cursors',
    ])
      await app.database.query(
        `CREATE TRIGGER fails BEFORE INSERT OR UPDATE ON ${table} FOR EACH ROW EXECUTE FUNCTION fail_loudly()`,
      );
    answered.push(JSON.stringify(await register('shili0000002')));
    await account();
    await receipt();
    const failed = await upload(`a${PHONE}.png`);
    answered.push(await failed.text());
    expect(failed.status).toBe(500);
    await send(
      'revealMemberPhone',
      { memberId: people.buyer.clerk.id, purpose: 'LEGAL_OBLIGATION', note: PHONE },
      people.ops.token,
    );
    // A job that meets the same fault keeps its error in a table, and a duty logs it.
    await app.database.query(
      `SELECT graphile_worker.add_job('react', json_build_object('reaction', 'mark-order-paid', 'stream', 'order:x'))`,
    );
    await app.nest
      .get(Worker)
      .drain()
      .catch(() => undefined);
    await app.nest
      .get(RepeatedDuties)
      .runAll()
      .catch(() => undefined);
    expect(answered.filter((text) => text.includes('INTERNAL')).length).toBeGreaterThanOrEqual(4);
    const [job] = await failedJobs(app.database);
    expect(job?.error).toContain('mark-order-paid on order:x');
    const left = [...printed, ...answered, logged.text()].join('\n');
    for (const secret of [...NUMBERS, NAME]) expect([secret, left.includes(secret)]).toEqual([secret, false]);
    expect(logged.text()).toContain('P0001');
    for (const number of NUMBERS) expect([number, await placesOf(number)]).toEqual([number, []]);
  });
});
