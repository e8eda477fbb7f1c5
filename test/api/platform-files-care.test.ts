import { connect } from 'node:net';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Refused } from '../../libs/workflow/src/index';
import { AppConfig, Files, RepeatedDuties } from '../../src/platform/index';
import { PurgeUnusedFiles } from '../../src/platform/files/purge-unused-files';
import { captureLog } from '../support/captured-log';
import { png, pngChunk } from '../support/file-samples';
import { actorOf, startPlatform, type PlatformApp } from '../support/platform-app';
import { raw } from '../support/raw-http';

/** The very object that the store writes through. */
const disk = jest.requireActual<typeof import('node:fs/promises')>('node:fs/promises');
const DAY_MS = 86_400_000;
let made = 0;
/** Bytes that no other test stores. */
const freshPng = () => png({ extra: [pngChunk('bKGD', Buffer.from([0, (made += 1)]))] });

const sent = (at: PlatformApp, token: string, body: Buffer) =>
  raw(at, '/files', {
    method: 'POST',
    headers: {
      'content-type': 'application/octet-stream',
      authorization: `Bearer ${token}`,
      'x-file-name': 'a.png',
    },
    body,
  });

describe('the file store', () => {
  let app: PlatformApp;
  beforeAll(async () => {
    app = await startPlatform();
  });
  afterAll(() => app.close());

  const one = actorOf('one');
  const two = actorOf('two');
  const colleague = { ...one, memberId: '00000000-0000-4001-8000-0000000000c1' };
  const files = () => app.nest.get(Files);
  const upload = (bytes: Buffer, actor = one) =>
    files().upload(actor, { name: 'a.png', declared: null }, bytes, { gone: new AbortController().signal });
  const onDisk = () => {
    const root = app.nest.get(AppConfig).filesDirectory;
    return readdirSync(root).flatMap((shelf) => readdirSync(join(root, shelf)));
  };
  const rows = () => app.database.query<{ id: string }>('SELECT id FROM files');
  const sweepAll = async () => {
    const duty = app.nest.get(PurgeUnusedFiles);
    await app.nest.get(RepeatedDuties).runAll();
    for (let shelf = 0; shelf < 256; shelf += 1)
      await duty.sweep(shelf, new Date(app.clock.now().getTime() - 2 * DAY_MS));
  };

  it('keeps the same bytes once, and knowing them opens nobody else’s file', async () => {
    const bytes = freshPng();
    const [mine, theirs] = [await upload(bytes), await upload(bytes, two)];
    expect(mine.sha256).toBe(theirs.sha256);
    expect(onDisk().filter((name) => name === mine.sha256)).toHaveLength(1);
    expect(await files().read(two, mine.id)).toBeNull();
    expect(await files().read(one, theirs.id)).toBeNull();
    expect((await files().read(two, theirs.id))?.bytes.equals(bytes)).toBe(true);
  });

  it('shows an upload to its uploader alone until a record names it', async () => {
    const { id } = await upload(freshPng());
    const attach = (by: typeof one) =>
      app.transactions.run((tx) => files().attach(tx, by, [id], [], ['file']));
    expect(await files().read(colleague, id)).toBeNull();
    await expect(attach(colleague)).rejects.toBeInstanceOf(Refused);
    await attach(one);
    expect(await files().read(colleague, id)).not.toBeNull();
  });

  it('takes eight equal uploads at once', async () => {
    const bytes = freshPng();
    const kept = await Promise.all(Array.from({ length: 8 }, () => upload(bytes)));
    expect(new Set(kept.map(({ id }) => id)).size).toBe(8);
    expect(onDisk().filter((name) => name.startsWith(kept[0]?.sha256 ?? '-'))).toHaveLength(1);
  });

  it('keeps nothing of an upload that broke off', async () => {
    const before = [(await rows()).length, onDisk().length];
    const { hostname, port } = new URL(app.url);
    const bytes = freshPng();
    const socket = connect(Number(port), hostname);
    socket.write(
      `POST /files HTTP/1.1\r\nhost: x\r\nauthorization: Bearer one\r\nx-file-name: a.png\r\n` +
        `content-type: application/octet-stream\r\ncontent-length: ${bytes.length}\r\n\r\n`,
    );
    socket.write(bytes.subarray(0, bytes.length - 1));
    await sleep(100);
    socket.destroy();
    await sleep(200);
    expect([(await rows()).length, onDisk().length]).toEqual(before);
  });

  it.each(['ENOSPC', 'EDQUOT'])(
    'says so where there is no room (%s), keeps nothing, and takes it later',
    async (code) => {
      const before = [(await rows()).length, onDisk().length];
      const bytes = freshPng();
      const log = captureLog();
      const full = jest
        .spyOn(disk, 'writeFile')
        .mockImplementation(() => Promise.reject(Object.assign(new Error('planted'), { code })));
      const answer = await sent(app, 'one', bytes);
      expect([answer.status, answer.json]).toEqual([
        507,
        { code: 'STORAGE_FULL', message: expect.stringContaining('已满') },
      ]);
      expect([(await rows()).length, onDisk().length]).toEqual(before);
      expect(log.lines().map(({ msg }) => msg)).toContain('no room for files');
      full.mockRestore();
      log.stop();
      expect((await sent(app, 'one', bytes)).status).toBe(201);
    },
  );

  it('forgets after two days what no record named, its bytes included, and nothing else', async () => {
    const shared = freshPng();
    const [attached, sameBytes, lonely] = [
      await upload(shared),
      await upload(shared, two),
      await upload(freshPng()),
    ];
    await app.transactions.run((tx) => files().attach(tx, one, [attached.id], [], ['file']));
    app.clock.advance(2 * DAY_MS - 60_000);
    await sweepAll();
    expect((await rows()).map(({ id }) => id)).toEqual(expect.arrayContaining([lonely.id, sameBytes.id]));
    app.clock.advance(120_000);
    await sweepAll();
    const left = (await rows()).map(({ id }) => id);
    expect(left).toContain(attached.id);
    expect(left).not.toContain(lonely.id);
    expect(left).not.toContain(sameBytes.id);
    expect(onDisk()).toContain(attached.sha256);
    expect(onDisk()).not.toContain(lonely.sha256);
  });

  it('lets a record that names an upload while it is cleared away win or lose as a whole', async () => {
    for (let round = 0; round < 10; round += 1) {
      const { id } = await upload(freshPng());
      app.clock.advance(2 * DAY_MS + 60_000);
      const attach = app.transactions.run((tx) => files().attach(tx, one, [id], [], ['file']));
      const [attached] = await Promise.allSettled([attach, app.nest.get(PurgeUnusedFiles).tick()]);
      const there = await files().read(one, id);
      expect(there !== null).toBe(attached.status === 'fulfilled');
      if (attached.status === 'rejected') expect(attached.reason).toBeInstanceOf(Refused);
    }
  });

  it('takes sixty uploads a minute of an organization, and not the sixty-first', async () => {
    app.clock.advance(3 * DAY_MS);
    const results: PromiseSettledResult<unknown>[] = [];
    // Eight at a time, as the door lets them in.
    for (let round = 0; round < 8; round += 1)
      results.push(...(await Promise.allSettled(Array.from({ length: 8 }, () => upload(PNG_ONCE)))));
    expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(60);
    const refused = results.flatMap((result) =>
      result.status === 'rejected' ? [result.reason as Refused] : [],
    );
    expect(new Set(refused.map(({ refusals }) => refusals[0]?.code))).toEqual(new Set(['FILES_TOO_MANY']));
    await expect(upload(PNG_ONCE, two)).resolves.toBeDefined();
    app.clock.advance(61_000);
    await expect(upload(PNG_ONCE)).resolves.toBeDefined();
  });

  it('looks into a hundred and twenty files a minute of an organization, whether it keeps them or not', async () => {
    app.clock.advance(3 * DAY_MS);
    const codes: string[] = [];
    for (let round = 0; round < 121; round += 1)
      await upload(Buffer.from('<script>')).catch((error: Refused) =>
        codes.push(error.refusals[0]?.code ?? ''),
      );
    expect([codes[119], codes[120]]).toEqual(['FILE_TYPE_NOT_ACCEPTED', 'FILES_TOO_MANY']);
    await expect(upload(PNG_ONCE)).rejects.toBeInstanceOf(Refused);
    await expect(upload(PNG_ONCE, two)).resolves.toBeDefined();
    app.clock.advance(61_000);
    await expect(upload(PNG_ONCE)).resolves.toBeDefined();
  });

  describe('with a second process on the same database', () => {
    let other: PlatformApp;
    beforeAll(async () => {
      other = await startPlatform([], 'serve', {}, () => app.databaseUrl);
    });
    afterAll(() => other.close());

    it('counts its tries with the others’, and forgets them after a day', async () => {
      app.clock.advance(3 * DAY_MS);
      other.clock.set(app.clock.now());
      const codes: unknown[] = [];
      for (let round = 0; round < 121; round += 1) {
        const { json } = await sent(round % 2 ? app : other, 'one', Buffer.from('<script>'));
        codes.push((json as { refusals?: { code: string }[] }).refusals?.[0]?.code);
      }
      expect([codes[0], codes[119], codes[120]]).toEqual([
        'FILE_TYPE_NOT_ACCEPTED',
        'FILE_TYPE_NOT_ACCEPTED',
        'FILES_TOO_MANY',
      ]);
      for (const at of [app, other]) expect((await sent(at, 'one', PNG_ONCE)).status).toBe(422);
      expect((await sent(other, 'two', PNG_ONCE)).status).toBe(201);
      other.clock.advance(61_000);
      expect((await sent(other, 'one', PNG_ONCE)).status).toBe(201);
      app.clock.advance(2 * DAY_MS);
      await app.nest.get(PurgeUnusedFiles).tick();
      expect(await app.database.query('SELECT FROM upload_tries')).toEqual([]);
    });
  });
});

const PNG_ONCE = png();
