import { Unavailable, asCallersError, connectionFault } from './availability';
import { sqlState } from './sql-state';

const withCode = (code: string) => Object.assign(new Error('x'), { code });
const wrapped = (code: string) => Object.assign(new Error('x'), { driverError: withCode(code) });

describe('a fault of the connection', () => {
  it.each(['08006', '57P01', '57P02', '57P03', '25006', 'ECONNRESET', 'ECONNREFUSED', 'ETIMEDOUT'])(
    'is %s: lost',
    (code) =>
      expect([connectionFault(withCode(code)), connectionFault(wrapped(code))]).toEqual(['LOST', 'LOST']),
  );

  it.each([
    ['a full disk', '53100'],
    ['too many connections', '53300'],
    ['a statement that took too long', '57014'],
    ['a lock that took too long', '55P03'],
  ])('is %s: busy', (_what, code) => expect(connectionFault(wrapped(code))).toBe('BUSY'));

  it.each([
    ['Connection terminated unexpectedly', 'LOST'],
    ['Connection terminated due to connection timeout', 'LOST'],
    ['Query runner already released. Cannot run queries anymore.', 'LOST'],
    ['timeout exceeded when trying to connect', 'BUSY'],
    ['anything else', undefined],
  ])('is told by the words "%s"', (words, fault) => expect(connectionFault(new Error(words))).toBe(fault));

  it.each(['23505', '40001', '22P02'])('is not %s', (code) =>
    expect(asCallersError(wrapped(code))).not.toBeInstanceOf(Unavailable),
  );

  it('tells the caller nothing of the inside, and the log its SQLSTATE', () => {
    const told = asCallersError(wrapped('53100'));
    expect(told).toBeInstanceOf(Unavailable);
    expect([(told as Error).message, sqlState(told)]).toEqual([
      'The service is busy: please try again shortly',
      '53100',
    ]);
  });
});
