import type { Lines } from './access-line';
import type { Place, World } from './access-world';
import { proposedConnectAccount } from './connect-accounts';
import { PLACES, makeSupplier, type Person } from './people';
import { settledOrder, statementUntil, type Until } from './payouts';

const financier = (world: World, label: string): Person => {
  const person = world.callers.find((caller) => caller.label === label)?.person;
  if (!person) throw new Error(`nobody is ${label}`);
  return person;
};

/** Calculated by the one member of finance, approved by the other. */
const until = (world: World, supplier: { id: string; member: Person; second: Person }, state: Until) =>
  statementUntil(
    world.app,
    {
      buyer: { id: world.own.buyerId },
      finance: financier(world, 'FINANCE second'),
      financeSecond: financier(world, 'FINANCE'),
    },
    supplier,
    state,
  );

/** Of the place's own supplier, who reads it. */
const approvedAt = (world: World, place: Place) =>
  until(world, { id: place.supplierId, member: place.supplier, second: place.buyer }, 'APPROVED');

/** Of a supplier made for it: one supplier has one statement in preparation. */
const ofSomebody = (state: Until) => async (world: World) => {
  const supplier = await world.app.transactions.run((tx) =>
    makeSupplier(world.app, tx, 'COOPERATIVE', PLACES.westCounty),
  );
  return until(world, supplier, state);
};

/** Somebody is owed something. */
const supplierWaiting = async (world: World): Promise<string> => {
  const { id } = await world.app.transactions.run((tx) =>
    makeSupplier(world.app, tx, 'COOPERATIVE', PLACES.westCounty),
  );
  const people = { buyer: { id: world.own.buyerId }, finance: financier(world, 'FINANCE second') };
  await settledOrder(world.app, people, id, 12_345n);
  return id;
};

/** Proposed by somebody else than those who try to decide. */
const connectAccountAt = ({ app }: World, { supplierId, buyer }: Place): Promise<string> =>
  proposedConnectAccount(app, supplierId, buyer.id);

export const payoutLines: Lines = {
  payoutStatements: { variables: () => ({ first: 50 }) },
  payoutStatement: { record: approvedAt, owners: ['supplierId'], variables: (id) => ({ id }) },
  payoutLines: {
    record: approvedAt,
    owners: ['supplierId'],
    variables: (statementId) => ({ statementId, first: 50 }),
  },
  payoutMemberAmounts: {
    record: approvedAt,
    owners: ['supplierId'],
    variables: (statementId) => ({ statementId, first: 50 }),
  },
  transferFiles: { variables: () => ({ first: 50 }) },
  openPayoutStatement: {
    record: supplierWaiting,
    variables: (supplierId) => ({ supplierId }),
  },
  calculatePayoutStatement: {
    record: ofSomebody('OPEN'),
    variables: (statementId) => ({ statementId }),
  },
  approvePayoutStatement: {
    record: ofSomebody('CALCULATED'),
    variables: (statementId) => ({ statementId, expectedVersion: 2 }),
  },
  reopenPayoutStatement: {
    record: ofSomebody('CALCULATED'),
    variables: (statementId) => ({ statementId, expectedVersion: 2, note: '示例' }),
  },
  confirmPayoutPaid: {
    record: ofSomebody('PAID_OUT'),
    variables: (statementId) => ({
      statementId,
      expectedVersion: 4,
      bankReference: `示例付款${statementId}`,
      paidAt: '2026-07-09T09:00:00+08:00',
    }),
  },
  failPayout: {
    record: ofSomebody('PAID_OUT'),
    variables: (statementId) => ({ statementId, expectedVersion: 4, note: '示例' }),
  },
  retryConnectPayout: {
    record: ofSomebody('PAID_OUT'),
    variables: (statementId) => ({ statementId, expectedVersion: 4 }),
  },
  connectAccount: {
    record: async (world, place) => {
      await connectAccountAt(world, place);
      return place.supplierId;
    },
    owners: ['supplierId'],
    variables: (supplierId) => ({ supplierId }),
  },
  proposeConnectAccount: { variables: () => ({}) },
  decideConnectAccount: {
    record: connectAccountAt,
    owners: ['supplierId'],
    overseen: 'NOBODY',
    variables: (accountId) => ({ accountId, confirm: true }),
  },
  askConnectOnboarding: {
    record: connectAccountAt,
    owners: ['supplierId'],
    overseen: 'NOBODY',
    variables: (accountId) => ({ accountId }),
  },
  makeTransferFile: { variables: () => ({}) },
  setMemberShares: {
    variables: () => ({
      validFrom: '2026-07-10',
      shares: [
        { memberNumber: 'A-1', sharePpm: 600_000 },
        { memberNumber: 'A-2', sharePpm: 400_000 },
      ],
    }),
  },
};
