import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fromFiles } from './environment';

describe('a secret in a file', () => {
  const folder = mkdtempSync(join(tmpdir(), 'xieshou-secrets-'));
  afterAll(() => rmSync(folder, { recursive: true }));

  it('is read without the line end that editors add', () => {
    writeFileSync(join(folder, 'key'), 'AAAA\n');
    expect(fromFiles({ TOKEN_KEY_FILE: join(folder, 'key'), PORT_FILE: join(folder, 'key') })).toEqual({
      TOKEN_KEY: 'AAAA',
    });
  });

  it('that is not there is said by the name of its setting only', () => {
    const read = () => fromFiles({ LOOKUP_KEY_FILE: join(folder, 'none') });
    expect(read).toThrow(/LOOKUP_KEY_FILE/);
    expect(read).not.toThrow(folder);
  });
});
