const NUMBER = /JS(\d{8})-?(\d{6,})/g;

/** The numbers of statements in what somebody wrote; banks and people lose hyphens and spaces. */
export function payoutNumbersIn(memo: string): string[] {
  const plain = memo
    .normalize('NFKC')
    .toUpperCase()
    .replace(/[\s\p{Pd}]/gu, (sign) => (sign === '-' ? '-' : ''));
  return [...new Set([...plain.matchAll(NUMBER)].map(([, day, place]) => `JS${day}-${place}`))];
}
