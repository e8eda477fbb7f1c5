import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

const LATER = /ENTERPRISE_PLEDGE|COUNTERPART_AID|ENTERPRISE_VILLAGE/;

/** Sources that name a scheme which is to come from rule data alone. */
const naming = (files: ReadonlyMap<string, string>) =>
  [...files].filter(([path, text]) => path.endsWith('.ts') && LATER.test(text)).map(([path]) => path);

function sourcesOf(folder: string): Map<string, string> {
  const paths = readdirSync(folder, { recursive: true, encoding: 'utf8' });
  return new Map(
    paths
      .filter((path) => path.endsWith('.ts'))
      .map((path) => [join(folder, path), readFileSync(join(folder, path), 'utf8')]),
  );
}

describe('the schemes that come from rule data alone', () => {
  it('are named by no code of counting and pairing', () => {
    for (const folder of ['src/counting', 'src/pairing']) {
      const sources = sourcesOf(folder);
      expect(sources.size).toBeGreaterThan(20);
      expect(naming(sources)).toEqual([]);
    }
  });

  it('would be found', () => {
    expect(naming(new Map([['a.ts', `if (scheme === 'COUNTERPART_AID') return;`]]))).toEqual(['a.ts']);
  });
});
