import { stated, statementText } from './statement';

const half = { eastPpm: 500_000, westPpm: 500_000 };
const splits = { output: half, tax: { eastPpm: 333_333, westPpm: 666_667 }, jobs: half };
const record = (id: string, quarter: number, jobs: number, projectId = 'p') => ({
  id,
  projectId,
  quarter,
  outputFen: 101n,
  taxFen: 10n,
  jobs,
});

describe('a yearly statement', () => {
  it('adds money up, and takes the jobs of each project’s last quarter', () => {
    const records = [record('b', 4, 9), record('a', 1, 20), record('c', 2, 6, 'q')];
    expect(stated(records, splits)).toEqual({
      output: { whole: 303n, east: 151n, west: 152n },
      tax: { whole: 30n, east: 10n, west: 20n },
      jobs: { whole: 15n, east: 7n, west: 8n },
    });
  });

  it('reads the same in whatever order its records come, and otherwise once one differs', () => {
    const head = { contractSha256: 'c', year: 2025, number: 1 };
    const records = [record('b', 4, 9), record('a', 1, 20)];
    const text = statementText(head, records, stated(records, splits));
    expect(statementText(head, records.toReversed(), stated(records.toReversed(), splits))).toBe(text);
    const other = [record('b', 4, 9), record('a', 1, 21)];
    expect(statementText(head, other, stated(other, splits))).not.toBe(text);
  });
});
