import { readdirSync } from 'node:fs';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { setTimeout as sleep } from 'node:timers/promises';
import { AppConfig } from '../../src/platform/index';
import { inspect } from '../../src/platform/files/inspection';
import { InspectionThreads } from '../../src/platform/files/inspection-threads';
import { InspectionWorker } from '../../src/platform/files/inspection-worker';
import { captureLog, type CapturedLog } from '../support/captured-log';
import { laboriousXlsx, png } from '../support/file-samples';
import { startPlatform, type PlatformApp } from '../support/platform-app';
import { raw } from '../support/raw-http';

/** A thread that hangs is given up after this; whatever comes to an end has long enough, on a busy machine, too. */
const HANGING_MS = 2_000;
const SECONDS = 50;

describe('looking into an upload', () => {
  let app: PlatformApp;
  let log: CapturedLog;
  beforeAll(async () => {
    log = captureLog();
    app = await startPlatform([], 'serve', { FILE_INSPECTION_SECONDS: String(SECONDS) });
    const { ask } = InspectionWorker.prototype;
    jest.spyOn(InspectionWorker.prototype, 'ask').mockImplementation(function (
      this: InspectionWorker,
      task,
      limit,
    ) {
      expect(limit).toBe(SECONDS * 1000);
      return ask.call(this, task, Buffer.from('planted: hangs').equals(task.bytes) ? HANGING_MS : limit);
    });
  });
  afterAll(async () => {
    jest.restoreAllMocks();
    log.stop();
    await app.close();
  });

  const upload = (bytes: Buffer, name = 'a.png') =>
    raw(app, '/files', {
      method: 'POST',
      headers: {
        'content-type': 'application/octet-stream',
        authorization: 'Bearer one',
        'x-file-name': name,
      },
      body: bytes,
    });
  const planted = (how: string) => upload(Buffer.from(`planted: ${how}`));
  const health = async () => (await raw(app, '/health/live')).status;

  const faults = () => log.lines().filter(({ level }) => level === 'error');

  it('refuses what eats memory, and goes on', async () => {
    const answer = await planted('eats memory');
    expect([answer.status, answer.json]).toMatchObject([
      422,
      { refusals: [{ code: 'FILE_INSPECTION_FAILED', path: ['file'] }] },
    ]);
    expect(faults()).toEqual([]);
    expect((await upload(png())).status).toBe(201);
  });

  it.each(['leaves', 'throws'])(
    'takes it upon us where the thread %s, says so in the log, and goes on',
    async (how) => {
      log.clear();
      const answer = await planted(how);
      expect([answer.status, answer.json]).toMatchObject([500, { code: 'INTERNAL' }]);
      expect(faults()).toMatchObject([{ msg: 'fault' }]);
      expect(log.lines().find(({ msg }) => msg === 'request')).toMatchObject({
        status: 500,
        outcome: 'failed',
      });
      expect(log.text()).not.toContain('planted');
      expect((await upload(png())).status).toBe(201);
    },
  );

  it('gives no file to a thread that has died while it rested', async () => {
    await Promise.all([upload(png()), upload(png())]);
    const { idle } = app.nest.get<{ idle: ReadonlyMap<InspectionWorker, unknown> }>(InspectionThreads, {
      strict: false,
    });
    await Promise.all([...idle.keys()].map((worker) => worker.end()));
    expect(idle.size).toBe(0);
    expect((await upload(png())).status).toBe(201);
  });

  it('refuses what hangs when its time is over, and others neither wait nor notice', async () => {
    const begun = performance.now();
    const told: string[] = [];
    const hanging = planted('hangs').finally(() => told.push('hanging'));
    expect((await upload(png())).status).toBe(201);
    expect(await health()).toBe(200);
    told.push('others');
    expect((await hanging).json).toMatchObject({ refusals: [{ code: 'FILE_INSPECTION_FAILED' }] });
    expect(told).toEqual(['others', 'hanging']);
    expect(performance.now() - begun).toBeGreaterThan(HANGING_MS - 100);
  });

  it('lets those wait who come while both threads are hung, and serves them after', async () => {
    const answers = await Promise.all([
      planted('hangs'),
      planted('hangs'),
      ...Array.from({ length: 4 }, () => upload(png())),
    ]);
    expect(answers.map(({ status }) => status)).toEqual([422, 422, 201, 201, 201, 201]);
  });

  it('keeps nothing of what it could not look into, and says so in the log without a word of it', async () => {
    const stored = () => readdirSync(app.nest.get(AppConfig).filesDirectory, { recursive: true }).length;
    const before = [stored(), (await app.database.query('SELECT FROM files')).length];
    await planted('eats memory');
    expect([stored(), (await app.database.query('SELECT FROM files')).length]).toEqual(before);
    expect(
      log
        .lines()
        .filter(({ msg }) => msg === 'file inspection failed')
        .at(-1),
    ).toMatchObject({
      outcome: 'MEMORY',
    });
    expect(log.text()).not.toContain('planted');
  });

  it('leaves the event loop to the others: it never stands still as it would for looking into it there', async () => {
    const bytes = laboriousXlsx();
    await upload(png());
    const there = await longestStandstill(() => inspect(bytes, 'xlsx', null));
    const beside: number[] = []; // the least of a few: others may disturb any of them
    for (let round = 0; round < 3; round += 1)
      beside.push(
        await longestStandstill(async () => expect((await upload(bytes, 'a.xlsx')).status).toBe(201)),
      );
    expect(Math.min(...beside)).toBeLessThan(there / 2);
  });
});

async function longestStandstill(work: () => Promise<unknown>): Promise<number> {
  const delays = monitorEventLoopDelay({ resolution: 5 });
  delays.enable();
  await work();
  await sleep(10); // the last delay is noted, too
  delays.disable();
  return delays.max;
}
