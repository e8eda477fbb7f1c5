import { payoutNumbersIn } from './payout-number';

describe('numbers of payout statements in a memo', () => {
  it.each([
    ['结算款 JS20260731-000012', ['JS20260731-000012']],
    ['结算款ＪＳ２０２６０７３１－０００１２３', ['JS20260731-000123']],
    ['js20260731000012/货款', ['JS20260731-000012']],
    ['JS 20260731-000012 JS20260731-000012', ['JS20260731-000012']],
    ['JS20260731-000012 JS20260731-000013', ['JS20260731-000012', 'JS20260731-000013']],
    ['货款 20260731-000012', []],
    ['', []],
  ])('%j: %j', (memo, found) => expect(payoutNumbersIn(memo)).toEqual(found));
});
