import { leavesOf, rolledUp, type TargetNode } from './target-tree';

const node = (
  pairingId: string | null,
  unitId: string | null,
  target: bigint,
  parts: TargetNode[] = [],
): TargetNode => ({ pairingId, unitId, target, path: [], parts });

describe('a tree of targets', () => {
  it('is a leaf for every node, with what none of its parts covers', () => {
    const tree = [node('city', null, 5n, [node('county', null, 3n, [node('county', 'school', 2n)])])];
    expect(
      leavesOf(tree, '2026-11-30').map(({ pairingId, unitId, target }) => [pairingId, unitId, target]),
    ).toEqual([
      ['city', null, 5n],
      ['county', null, 3n],
      ['county', 'school', 2n],
    ]);
  });

  it('rolls up from its leaves only, whatever the order of its rows', () => {
    const rows = [
      { id: 'school', parentId: 'county' },
      { id: 'rest', parentId: 'county' },
      { id: 'county', parentId: 'root' },
      { id: 'own', parentId: 'root' },
      { id: 'root', parentId: null },
    ];
    const sums = rolledUp(
      rows,
      new Map([
        ['school', 2n],
        ['rest', 3n],
        ['own', 5n],
      ]),
    );
    expect(Object.fromEntries(sums)).toEqual({ school: 2n, rest: 3n, county: 5n, own: 5n, root: 10n });
  });
});
