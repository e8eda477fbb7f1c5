import { randomBytes } from 'node:crypto';
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { png, pngChunk } from '../../support/file-samples';
import { upload } from './hostile-files';
import { must } from './ordering';
import type { ProductProcess } from './product-process';
import { NOT_TRIED, isPossible, onSmallDisk } from './small-disk';
import type { Stage } from './stage';

const KILOBYTE = 1024;
const DISK_KILOBYTES = 1024;
const NEEDED_KILOBYTES = 300;

/** A picture that does not pack. */
const picture = (kilobytes: number) => png({ extra: [pngChunk('IDAT', randomBytes(kilobytes * KILOBYTE))] });

/** The file store has no room: the upload is refused as a whole, and taken when there is room again. */
export async function diskFull(stage: Stage): Promise<string> {
  const folder = mkdtempSync(path.join(tmpdir(), 'xieshou-full-'));
  try {
    if (!isPossible(folder)) return NOT_TRIED;
    const web = await stage.aside({ FILES_DIRECTORY: folder }, onSmallDisk(folder, DISK_KILOBYTES));
    try {
      await web.ready();
      return await fillAndFree(stage, web, folder);
    } finally {
      web.signal('SIGKILL');
      await web.ended();
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function fillAndFree(stage: Stage, web: ProductProcess, folder: string): Promise<string> {
  const { token } = stage.people.buyer.clerk;
  const send = (bytes: Buffer) => upload(web, token, bytes, 'a.png');
  const rows = async () => (await stage.app.database.query<{ id: string }>('SELECT id FROM files')).length;
  const disk = `/proc/${web.pid}/root${folder}`;
  const files = () =>
    readdirSync(disk, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile()).length;
  const filler = path.join(disk, 'filler');

  const small = await send(picture(10));
  must(small.status === 201, `a small file: ${small.status}`);
  writeFileSync(filler, Buffer.alloc((DISK_KILOBYTES - NEEDED_KILOBYTES) * KILOBYTE));
  const [bytes, before] = [picture(NEEDED_KILOBYTES), [files(), await rows()].join()];
  for (let round = 0; round < 3; round += 1) {
    const refused = await send(bytes);
    const said = await refused.text();
    must(refused.status === 507 && said.includes('"STORAGE_FULL"'), `a full disk: ${refused.status} ${said}`);
    must([files(), await rows()].join() === before, 'something of a refused file was kept');
  }
  must((await web.health('ready')) === 200, 'not ready because of its files');
  const { id } = (await small.json()) as { id: string };
  must((await readBack(web, token, id)).length > 10 * KILOBYTE, 'what was kept cannot be read');
  rmSync(filler);
  const kept = await send(bytes);
  must(kept.status === 201, `with room again: ${kept.status}`);
  const again = (await kept.json()) as { id: string };
  must((await readBack(web, token, again.id)).equals(bytes), 'came back otherwise');
  return `disk of ${DISK_KILOBYTES} KiB: 3 uploads told 507 STORAGE_FULL, nothing kept of them, taken with room again`;
}

async function readBack(web: ProductProcess, token: string, id: string): Promise<Buffer> {
  const answer = await fetch(`${web.url}/files/${id}`, { headers: { authorization: `Bearer ${token}` } });
  return Buffer.from(await answer.arrayBuffer());
}
