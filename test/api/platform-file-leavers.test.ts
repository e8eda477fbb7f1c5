import { connect } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { GraphQLError } from 'graphql';
import { InspectionThreads } from '../../src/platform/files/inspection-threads';
import { InspectionLost, InspectionWorker } from '../../src/platform/files/inspection-worker';
import { eventually } from '../support/eventually';
import { png } from '../support/file-samples';
import { startPlatform, type PlatformApp } from '../support/platform-app';
import { raw } from '../support/raw-http';

const HANGS = Buffer.from('planted: hangs');

describe('uploads whose callers go away', () => {
  let app: PlatformApp;
  let inspected = 0;
  /** Ends those files that are being looked into without end. */
  const hanging: (() => void)[] = [];
  let everHung = 0;
  beforeAll(async () => {
    app = await startPlatform();
    const threads = app.nest.get(InspectionThreads, { strict: false });
    const inspect = threads.inspect.bind(threads);
    threads.inspect = (...given) => {
      inspected += 1;
      return inspect(...given);
    };
    const { ask } = InspectionWorker.prototype;
    jest.spyOn(InspectionWorker.prototype, 'ask').mockImplementation(function (
      this: InspectionWorker,
      ...given
    ) {
      if (!HANGS.equals(given[0].bytes)) return ask.apply(this, given);
      everHung += 1;
      return new Promise((_resolve, reject) =>
        hanging.push(() => void this.end().then(() => reject(new InspectionLost('TIME')))),
      );
    });
  });
  const endHanging = () => {
    for (const end of hanging.splice(0)) end();
  };
  beforeEach(() => (everHung = 0));
  afterEach(endHanging);
  afterAll(async () => {
    jest.restoreAllMocks();
    await app.close();
  });
  const nobodyWaits = () =>
    eventually(
      async () =>
        app.nest.get<{ line: { isEmpty: boolean } }>(InspectionThreads, { strict: false }).line.isEmpty,
    );

  const HEAD =
    'POST /files HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer one\r\nx-file-name: a.png\r\nContent-Type: application/octet-stream\r\n';
  /** Sends the text, and leaves when told; what was answered until then. */
  const speak = (text: string) => {
    const socket = connect(Number(new URL(app.url).port), '127.0.0.1', () => socket.write(text));
    let got = '';
    socket.on('data', (bytes) => (got += bytes.toString()));
    socket.on('error', () => undefined);
    return { leave: () => void socket.destroy(), got: () => got };
  };
  const sendAndLeave = async (bytes: Buffer) => {
    const before = inspected;
    const talk = speak(`${HEAD}Content-Length: ${bytes.length}\r\n\r\n${bytes.toString('latin1')}`);
    await eventually(async () => inspected > before || talk.got() !== '');
    talk.leave();
    await nobodyWaits();
    return talk.got().slice(9, 12);
  };
  const upload = () =>
    raw(app, '/files', {
      method: 'POST',
      headers: {
        'content-type': 'application/octet-stream',
        authorization: 'Bearer one',
        'x-file-name': 'a.png',
      },
      body: png(),
    });

  /** So many begin to send a file; what each was told by the time when all were heard. */
  const begin = async (many: number) => {
    const reading = Array.from({ length: many }, () => speak(`${HEAD}Content-Length: 1000\r\n\r\n`));
    await sleep(300);
    return {
      told: () => reading.map(({ got }) => got()),
      leave: () => {
        for (const one of reading) one.leave();
      },
    };
  };

  it('hold their places while their files are looked into, and no longer', async () => {
    await sendAndLeave(HANGS);
    await sendAndLeave(HANGS);
    const seven = await begin(7);
    await eventually(async () => seven.told().some((text) => text !== ''));
    expect(seven.told().filter((text) => /^HTTP\/1.1 429 [^]*retry-after: 2/i.test(text))).toHaveLength(1);
    expect(seven.told().filter((text) => text === '')).toHaveLength(6);
    seven.leave();
    endHanging();
    await eventually(async () => (await upload()).status === 201);
  });

  it('do not stand before those who stayed: none of twenty that wait is looked into', async () => {
    await Promise.all([sendAndLeave(HANGS), sendAndLeave(HANGS)]);
    for (let one = 0; one < 20; one += 1) expect(await sendAndLeave(HANGS)).toBe('');
    const before = inspected;
    const stayed = upload();
    await eventually(async () => inspected > before);
    endHanging();
    expect((await stayed).status).toBe(201);
    expect(everHung).toBe(2);
  });

  it('leave the place of an answer that stands behind another on its connection, too', async () => {
    for (let round = 0; round < 2; round += 1) {
      const slow = `${HEAD}Content-Length: ${HANGS.length}\r\n\r\n${HANGS.toString()}`;
      const talk = speak(`${slow}${HEAD}Content-Length: 1000\r\n\r\n`);
      await eventually(async () => hanging.length === 1);
      await sleep(300); // the one behind it is heard, too
      talk.leave();
      endHanging();
    }
    await eventually(async () => {
      const eight = await begin(8);
      eight.leave();
      return eight.told().every((text) => text === '');
    });
  });
});

describe('a file that waits for a thread', () => {
  const asked = (bytes: Buffer, gone = new AbortController().signal) =>
    [
      { bytes, ending: 'png', declared: null },
      { caller: 'one', gone: () => gone },
    ] as const;
  const LATER = { extensions: { code: 'TOO_MANY_REQUESTS' } };

  it('is one of six, waits for a limited time, and not for one who has gone', async () => {
    const threads = new InspectionThreads({ fileInspectionMilliseconds: 5000 } as never);
    const hung = [0, 1].map(() => threads.inspect(...asked(HANGS)).catch(() => 'hung'));
    const leaving = new AbortController();
    const left = threads.inspect(...asked(png(), leaving.signal));
    const waiting = Array.from({ length: 5 }, () => threads.inspect(...asked(png())));
    await expect(threads.inspect(...asked(png()))).rejects.toMatchObject(LATER);
    leaving.abort();
    await expect(left).rejects.toMatchObject(LATER);
    expect((await Promise.all(waiting)).map(({ mediaType }) => mediaType)).toEqual(
      Array(5).fill('image/png'),
    );
    expect(await Promise.all(hung)).toEqual(['hung', 'hung']);
    await threads.onApplicationShutdown();
  });

  it('is told to come again where two before it have used up their time', async () => {
    const threads = new InspectionThreads({ fileInspectionMilliseconds: 400 } as never);
    const hung = Array.from({ length: 8 }, () => threads.inspect(...asked(HANGS)));
    const told = (await Promise.allSettled(hung)).map((one) =>
      one.status === 'rejected' && one.reason instanceof GraphQLError ? 'later' : 'looked into',
    );
    expect(told.slice(0, 4)).toEqual(Array(4).fill('looked into'));
    expect(told.slice(6)).toEqual(['later', 'later']);
    await threads.onApplicationShutdown();
  });
});
