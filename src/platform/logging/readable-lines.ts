import type { DestinationStream } from 'pino';

const MARK: Readonly<Record<string, string>> = { debug: '·', info: '·', warn: '!', error: '✗' };
const COLUMNS = new Set(['level', 'time', 'process', 'pid', 'msg', 'frames']);

/** The same lines for eyes: `✗ 10:15:02 fault error=TypeError operation=lots`. */
export function readableLines(out: DestinationStream): DestinationStream {
  return {
    write(line: string) {
      const parts = JSON.parse(line) as Record<string, unknown>;
      const time = String(parts['time']).slice(11, 19);
      const fields = Object.entries(parts).filter(([name]) => !COLUMNS.has(name));
      const said = fields.map(([name, value]) => `${name}=${String(value)}`).join(' ');
      const frames = typeof parts['frames'] === 'string' ? `\n${parts['frames']}` : '';
      const head = `${MARK[String(parts['level'])] ?? '·'} ${time} ${String(parts['msg'])}`;
      out.write(`${head} ${said}`.trimEnd() + `${frames}\n`);
    },
  };
}
