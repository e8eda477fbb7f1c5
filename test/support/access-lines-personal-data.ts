import { randomUUID } from 'node:crypto';
import { Role } from '../../src/organizations/index';
import { FieldCipher } from '../../src/platform/index';
import type { Lines } from './access-line';
import { accountOf, type Place, type World } from './access-world';
import { addMember } from './people';

/** Members who administer or act at the place: whoever asks finds a target that is not himself. */
export const spareMember = (world: World, place: Place) =>
  world.app.transactions.run(
    async (tx) => (await addMember(world.app, tx, place.buyerId, Role.BUYER_CLERK)).id,
  );

export const bankAccount = (world: World, place: Place) =>
  world.app.transactions.run(async (tx) => {
    const id = randomUUID();
    const cipher = world.app.nest.get(FieldCipher);
    const number = accountOf(place);
    await tx.query(
      `INSERT INTO bank_accounts (id, organization_id, holder_name, bank_name, number_encrypted, number_hash, last_four, state,
         proposed_by, created_at, version) VALUES ($1, $2, $3, '示例银行', $4, $5, $6, 'PROPOSED', $7, $8, 1)`,
      [
        id,
        place.buyerId,
        `${place.marks[0]}账户`,
        cipher.encrypt(number),
        cipher.lookupHash(number),
        number.slice(-4),
        place.buyer.id,
        tx.at,
      ],
    );
    return id;
  });

const erasureRequest = async (world: World, place: Place) => {
  const personId = await spareMember(world, place);
  return world.app.transactions.run(async (tx) => {
    const id = randomUUID();
    await tx.query(
      `INSERT INTO erasure_requests (id, person_id, organization_id, state, requested_by, requested_at, version)
       VALUES ($1, $2, $3, 'REQUESTED', $2, $4, 1)`,
      [id, personId, place.buyerId, tx.at],
    );
    return id;
  });
};

export const personalDataLines: Lines = {
  erasureRequests: { variables: () => ({ first: 100 }) },
  whoSawMyData: { variables: () => ({ first: 100 }) },
  exportPerson: {
    record: spareMember,
    owners: ['buyerId'],
    by: 'ORG_ADMIN buyer',
    variables: (memberId) => ({ memberId, purpose: 'DATA_SUBJECT_REQUEST', note: '示例申请' }),
  },
  requestErasure: {
    record: spareMember,
    owners: ['buyerId'],
    by: 'ORG_ADMIN buyer',
    variables: (memberId) => ({ memberId }),
  },
  decideErasure: {
    record: erasureRequest,
    owners: ['buyerId'],
    variables: (erasureRequestId) => ({ erasureRequestId, erase: false }),
  },
  revealMemberPhone: {
    record: spareMember,
    owners: ['buyerId'],
    variables: (memberId) => ({ memberId, purpose: 'CONTACT_ABOUT_BUSINESS' }),
  },
  revealBankAccount: {
    record: bankAccount,
    owners: ['buyerId'],
    variables: (bankAccountId) => ({ bankAccountId, purpose: 'CONFIRM_ACCOUNT' }),
  },
};
