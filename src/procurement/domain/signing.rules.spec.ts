import { collect } from '../../../libs/workflow/src/index';
import { signingRules, type SigningFacts } from './signing.rules';

const sound: SigningFacts = {
  side: 'BUYER',
  placed: false,
  approvalRequired: false,
  approvedBy: null,
  contract: { id: 'c2', sha256: 'h2' },
  read: { id: 'c2', sha256: 'h2' },
};
const codes = (change: Partial<SigningFacts>) =>
  collect(signingRules, { ...sound, ...change }).map((refusal) => refusal.code);

describe('signing', () => {
  it('lets a sound signature pass', () => expect(codes({})).toEqual([]));

  it('the signer has read the version in force', () => {
    expect(codes({ read: { id: 'c1', sha256: 'h2' } })).toEqual(['CONTRACT_CHANGED']);
    expect(codes({ read: { id: 'c2', sha256: 'h1' } })).toEqual(['CONTRACT_CHANGED']);
  });

  it('an order above the limit is approved first', () => {
    expect(codes({ approvalRequired: true })).toEqual(['ORDER_NOT_APPROVED']);
    expect(codes({ approvalRequired: true, approvedBy: 'other' })).toEqual([]);
    expect(codes({ approvalRequired: true, side: 'SUPPLIER' })).toEqual([]);
  });

  it('the signer did not prepare the document alone', () => {
    expect(codes({ placed: true })).toEqual(['SIGNER_PREPARED_ALONE']);
    expect(codes({ placed: true, approvedBy: 'other' })).toEqual([]);
  });
});
