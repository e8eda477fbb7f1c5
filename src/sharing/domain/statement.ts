import { sharesOf, type Shares, type Split } from './split';

/** A verified operating record, as a statement is computed from it. */
export interface StatedRecord {
  readonly id: string;
  readonly projectId: string;
  readonly quarter: number;
  readonly outputFen: bigint;
  readonly taxFen: bigint;
  readonly jobs: number;
}

export interface Splits {
  readonly output: Split;
  readonly tax: Split;
  readonly jobs: Split;
}

export interface Stated {
  readonly output: Shares;
  readonly tax: Shares;
  readonly jobs: Shares;
}

/** Output and tax of all quarters; of jobs those at the end of each project's last quarter, for people are not added up. */
export function stated(records: readonly StatedRecord[], splits: Splits): Stated {
  const last = new Map<string, StatedRecord>();
  for (const record of records) {
    const known = last.get(record.projectId);
    if (!known || known.quarter < record.quarter) last.set(record.projectId, record);
  }
  const jobs = [...last.values()].reduce((sum, one) => sum + BigInt(one.jobs), 0n);
  const sumOf = (fenOf: (record: StatedRecord) => bigint) =>
    records.reduce((sum, one) => sum + fenOf(one), 0n);
  return {
    output: sharesOf(
      sumOf(({ outputFen }) => outputFen),
      splits.output,
    ),
    tax: sharesOf(
      sumOf(({ taxFen }) => taxFen),
      splits.tax,
    ),
    jobs: sharesOf(jobs, splits.jobs),
  };
}

/** What both sides sign, line by line; its hash is of these bytes. */
export function statementText(
  head: { readonly contractSha256: string; readonly year: number; readonly number: number },
  records: readonly StatedRecord[],
  { output, tax, jobs }: Stated,
): string {
  const lines = records
    .toSorted((one, other) => (one.id < other.id ? -1 : 1))
    .map(({ id, quarter, outputFen, taxFen, jobs: persons }) =>
      [id, quarter, outputFen, taxFen, persons].join(' '),
    );
  const sum = (name: string, { whole, east, west }: Shares) => `${name} ${whole} ${east} ${west}`;
  return [
    'enclave benefit statement, format 1',
    `contract ${head.contractSha256}`,
    `year ${head.year} number ${head.number}`,
    ...lines,
    sum('output', output),
    sum('tax', tax),
    sum('jobs', jobs),
    '',
  ].join('\n');
}

/** What both sides sign of a contract. */
export function contractText(terms: Readonly<Record<string, string | number | null>>): string {
  const lines = Object.entries(terms).map(([name, value]) => `${name} ${JSON.stringify(value)}`);
  return ['enclave benefit contract, format 1', ...lines, ''].join('\n');
}
