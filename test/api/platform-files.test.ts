import { startPlatform, actorOf, type PlatformApp } from '../support/platform-app';
import { Files } from '../../src/platform/index';
import { raw } from '../support/raw-http';

const PNG = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 1, 2, 3]);

describe('files', () => {
  let app: PlatformApp;
  beforeAll(async () => {
    app = await startPlatform();
  });
  afterAll(() => app.close());

  const upload = (bytes: Buffer, name: string, token = 'one', headers: Record<string, string> = {}) =>
    raw(app, '/files', {
      method: 'POST',
      headers: {
        'content-type': 'application/octet-stream',
        authorization: `Bearer ${token}`,
        'x-file-name': encodeURIComponent(name),
        ...headers,
      },
      body: bytes,
    });
  const download = (id: string, token: string) =>
    fetch(`${app.url}/files/${id}`, { headers: { authorization: `Bearer ${token}` } });

  it('come back as they went in, as a download, to the organization that brought them', async () => {
    const kept = (await upload(PNG, '验收照片.png')).json as unknown as {
      id: string;
      mediaType: string;
      size: number;
    };
    expect(kept).toMatchObject({ name: '验收照片.png', mediaType: 'image/png', size: PNG.length });
    const answer = await download(kept.id, 'one');
    expect([answer.status, Buffer.from(await answer.arrayBuffer())]).toEqual([200, PNG]);
    expect(Object.fromEntries(answer.headers)).toMatchObject({
      'content-type': 'image/png',
      'content-disposition': `attachment; filename*=UTF-8''${encodeURIComponent('验收照片.png')}`,
      'x-content-type-options': 'nosniff',
      'cache-control': 'private, no-store',
    });
  });

  it('do not exist for strangers, and what is not there looks the same', async () => {
    const { id } = (await upload(PNG, 'a.png')).json as unknown as { id: string };
    const answers = await Promise.all(
      [id, '00000000-0000-4000-8000-00000000000a', 'x', '..%2f..%2fetc%2fpasswd'].map((one) =>
        download(one, 'two'),
      ),
    );
    expect(answers.map(({ status }) => status)).toEqual([404, 404, 404, 404]);
    expect(new Set(await Promise.all(answers.map((answer) => answer.text())))).toEqual(
      new Set(['{"code":"NOT_FOUND","message":"记录不存在"}']),
    );
  });

  it('are read by those a record shares them with, and attached only by their own organization', async () => {
    const files = app.nest.get(Files);
    const { id } = (await upload(PNG, 'a.png')).json as unknown as { id: string };
    const two = actorOf('two').organizationId;
    const attach = (by: 'one' | 'two', ids: string[]) =>
      app.transactions.run((tx) => files.attach(tx, actorOf(by), ids, [two], ['photos']));
    await expect(attach('two', [id])).rejects.toMatchObject({
      refusals: [{ code: 'FILE_NOT_YOURS', path: ['photos'] }],
    });
    await expect(attach('one', [id, '00000000-0000-4000-8000-00000000000a'])).rejects.toMatchObject({
      refusals: [{ code: 'FILE_NOT_YOURS' }],
    });
    expect((await download(id, 'two')).status).toBe(404);
    await attach('one', [id, id]);
    await attach('one', [id]);
    expect((await download(id, 'two')).status).toBe(200);
  });

  it.each([
    [
      'no known type, whatever its name says',
      Buffer.from('<html><script>'),
      'a.png',
      'FILE_TYPE_NOT_ACCEPTED',
    ],
    ['nothing in it', Buffer.alloc(0), 'a.png', 'FILE_EMPTY'],
    ['a path in its name', PNG, '../../etc/passwd', 'FILE_NAME_NOT_ACCEPTED'],
    ['a path as Windows writes it', PNG, 'C:\\a.png', 'FILE_NAME_NOT_ACCEPTED'],
    ['a control character in its name', PNG, 'a\r\nset-cookie: b', 'FILE_NAME_NOT_ACCEPTED'],
    ['no name', PNG, '', 'FILE_NAME_NOT_ACCEPTED'],
    ['101 characters in its name', PNG, '好'.repeat(101), 'FILE_NAME_NOT_ACCEPTED'],
  ])('with %s are refused', async (_what, bytes, name, code) => {
    const answer = await upload(bytes, name);
    expect([answer.status, answer.json]).toMatchObject([422, { refusals: [{ code }] }]);
    expect(answer.text).toMatch(/[\u4e00-\u9fff]/);
  });

  it.each([
    ['a broken name', { 'x-file-name': '%E4%A' }, 422],
    ['half a surrogate in the name', { 'x-file-name': '%ED%A0%80' }, 422],
    ['another media type', { 'content-type': 'multipart/form-data; boundary=x' }, 415],
    ['JSON', { 'content-type': 'application/json' }, 400],
    ['no token', { authorization: '' }, 401],
  ])('with %s get a 4xx', async (_what, headers, status) => {
    expect((await upload(PNG, 'a.png', 'one', headers)).status).toBe(status);
  });

  it('of 10 MB are kept, larger ones are not, whatever length they claim', async () => {
    const large = Buffer.concat([PNG, Buffer.alloc(10 * 1024 * 1024 - PNG.length)]);
    expect((await upload(large, 'a.png')).status).toBe(201);
    expect((await upload(Buffer.concat([large, PNG]), 'a.png')).status).toBe(413);
    const stream = new ReadableStream({
      start(controller) {
        controller.enqueue(large);
        controller.enqueue(PNG);
        controller.close();
      },
    });
    const headers = {
      'content-type': 'application/octet-stream',
      authorization: 'Bearer one',
      'x-file-name': 'a.png',
    };
    const chunked = await fetch(`${app.url}/files`, {
      method: 'POST',
      headers,
      body: stream,
      duplex: 'half',
    } as RequestInit).then(
      (answer) => answer.status,
      () => 413,
    );
    expect(chunked).toBe(413);
    const rows = await app.database.query<{ size: number }>('SELECT size FROM files WHERE size > 1000');
    expect(rows).toEqual([{ size: large.length }]);
  });
});
