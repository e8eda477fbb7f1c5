import { freshKey, type TestApp } from './app';
import type { Goods } from './goods';
import {
  PLACES,
  TEST_PASSWORD,
  addMember,
  addOrganization,
  signInAgain,
  type Buyer,
  type Person,
} from './people';

export interface ShownHelpSellMandate {
  readonly id: string;
  readonly version: number;
  readonly state: string;
  readonly sha256: string;
  readonly text: string;
  readonly signedAt: string | null;
  readonly drawn: { readonly amount: string };
}
interface Answer {
  readonly mandate?: ShownHelpSellMandate | null;
  readonly channel?: { readonly id: string; readonly version: number; readonly state: string } | null;
  readonly refusals: readonly { readonly code: string; readonly path: readonly string[] }[];
}
export const MANDATE_FIELDS = 'id version state sha256 text signedAt drawn { amount }';

/** `CODE at its path`. */
export const codes = ({ refusals }: Pick<Answer, 'refusals'>) =>
  refusals.map(({ code, path }) => [code, ...path].join(' '));

/** In the east, with somebody who buys and approves. */
export const buyingEnterprise = (app: TestApp, parentId: string | null): Promise<Person> =>
  app.transactions.run(async (tx) => {
    const standing = { kind: 'ENTERPRISE', regionCode: PLACES.eastCounty, side: 'EAST', parentId } as const;
    return addMember(app, tx, await addOrganization(tx, standing), 'BUYER_CLERK', 'BUYER_APPROVER');
  });

/** One person who does everything for an organization without units. */
export const asBuyer = (person: Person): Buyer => ({
  id: person.organizationId,
  unitId: person.organizationId,
  clerk: person,
  approver: person,
  admin: person,
});

/** What helpers, suppliers and the platform say about channels and mandates over HTTP. */
export class HelpSelling {
  constructor(private readonly app: TestApp) {}

  async say(person: Person, verb: string, input: object): Promise<Answer> {
    const type = `${verb.charAt(0).toUpperCase()}${verb.slice(1)}Input`;
    const shown = verb.endsWith('Channel') ? 'channel { id version state }' : `mandate { ${MANDATE_FIELDS} }`;
    const { data, errors } = await this.app.graphql<Record<string, Answer>>(
      `mutation ($input: ${type}!) { ${verb}(input: $input) { ${shown} refusals { code path } } }`,
      { input: { idempotencyKey: freshKey(), ...input } },
      { token: await signInAgain(this.app, person) },
    );
    const answer = data?.[verb];
    if (errors?.[0]) return { refusals: [{ code: errors[0].extensions.code, path: [] }] };
    if (!answer) throw new Error(`${verb} answered nothing`);
    return answer;
  }

  /** As a contractor of the unit's canteen. */
  mayBuyFor({ organizationId }: Person, unitId: string, grantedBy: Person) {
    return this.app.database.query(
      `INSERT INTO purchasing_mandates (id, contractor_id, unit_id, valid_from, granted_by, granted_at)
       VALUES (gen_random_uuid(), $1, $2, '2026-01-01', $3, now())`,
      [organizationId, unitId, grantedBy.id],
    );
  }

  async channel(ops: Person, operatorId: string, name = '示例消费帮扶专馆'): Promise<string> {
    const said = { kind: 'HALL', name, operatorId, regionCode: '330200' };
    const { channel, refusals } = await this.say(ops, 'openSalesChannel', said);
    if (!channel) throw new Error(JSON.stringify(refusals));
    return channel.id;
  }

  terms(goods: Goods | readonly Goods[], channelId: string, more: object = {}) {
    const all = 'lotId' in goods ? [goods] : goods;
    return {
      supplierId: all[0]?.supplierId,
      channelId,
      productIds: all.map(({ productId }) => productId),
      validFrom: '2026-07-09',
      validTo: '2026-12-31',
      ceiling: { amount: '100000.00', currency: 'CNY' },
      ...more,
    };
  }

  async offered(helper: Person, terms: object): Promise<ShownHelpSellMandate> {
    const { mandate, refusals } = await this.say(helper, 'offerHelpSellMandate', terms);
    if (!mandate) throw new Error(JSON.stringify(refusals));
    return mandate;
  }

  sign(supplier: Person, { id, version, sha256 }: ShownHelpSellMandate, more: object = {}): Promise<Answer> {
    const seen = { mandateId: id, expectedVersion: version, sha256, password: TEST_PASSWORD };
    return this.say(supplier, 'signHelpSellMandate', { ...seen, ...more });
  }

  /** A mandate in force. The clock goes on by a moment: an order at the very instant is not after it. */
  async signed(helper: Person, supplier: Person, terms: object): Promise<ShownHelpSellMandate> {
    const { mandate, refusals } = await this.sign(supplier, await this.offered(helper, terms));
    if (!mandate) throw new Error(JSON.stringify(refusals));
    this.app.clock.advance(1000);
    return mandate;
  }

  async read(person: Person, id: string): Promise<ShownHelpSellMandate | null> {
    const { data } = await this.app.graphql<{ helpSellMandate: ShownHelpSellMandate } | null>(
      `query ($id: UUID!) { helpSellMandate(id: $id) { ${MANDATE_FIELDS} } }`,
      { id },
      { token: await signInAgain(this.app, person) },
    );
    return data?.helpSellMandate ?? null;
  }

  /** Two organizations with one bank account. */
  async shareAccount(person: Person, otherId: string): Promise<void> {
    const number = freshKey();
    for (const id of [person.organizationId, otherId])
      await this.app.database.query(
        `INSERT INTO bank_accounts (id, organization_id, holder_name, bank_name, number_encrypted, number_hash, last_four, state,
           proposed_by, created_at, version)
         VALUES (gen_random_uuid(), $1, '示例', '示例银行', 'x', $2, '0001', 'REPLACED', $3, now(), 1)`,
        [id, number, person.id],
      );
  }
}
