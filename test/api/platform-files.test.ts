import { createHash } from 'node:crypto';
import { Files } from '../../src/platform/index';
import { docx, exifSegment, jpeg, png, pngChunk } from '../support/file-samples';
import { startPlatform, actorOf, type PlatformApp } from '../support/platform-app';
import { raw } from '../support/raw-http';

const PNG = png();
const LINKED = docx([{ name: 'word/a.xml', text: '<w:instrText>LINK Excel.Sheet.8 "a.xls"</w:instrText>' }]);
/** A picture of exactly so many bytes. */
const padded = (size: number) => png({ extra: [pngChunk('IDAT', Buffer.alloc(size - PNG.length - 12))] });

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
      'content-disposition': `attachment; filename="____.png"; filename*=UTF-8''${encodeURIComponent('验收照片.png')}`,
      'x-content-type-options': 'nosniff',
      'content-security-policy': "default-src 'none'; sandbox",
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
    ['101 characters in its name', PNG, `${'好'.repeat(97)}.png`, 'FILE_NAME_NOT_ACCEPTED'],
    ['its ending turned around', PNG, 'a\u202Egnp.exe', 'FILE_NAME_NOT_ACCEPTED'],
    ['a device for a name', PNG, 'CON.png', 'FILE_NAME_NOT_ACCEPTED'],
    ['a hidden name', PNG, '.png', 'FILE_NAME_NOT_ACCEPTED'],
    ['another ending than its contents', PNG, 'a.pdf', 'FILE_TYPE_MISMATCH'],
    ['no ending', PNG, 'a', 'FILE_TYPE_MISMATCH'],
    ['a link to another file in it', LINKED, 'a.docx', 'FILE_ACTIVE_CONTENT'],
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

  it('of another declared type are refused', async () => {
    const answer = await upload(PNG, 'a.png', 'one', { 'x-file-type': 'image/jpeg' });
    expect([answer.status, answer.json]).toMatchObject([422, { refusals: [{ code: 'FILE_TYPE_MISMATCH' }] }]);
  });

  it('lose the place where they were taken, and say so in the caller’s language', async () => {
    const photo = jpeg({ extra: [exifSegment({ orientation: 6 })] });
    const kept = (await upload(photo, '手机13800000000.jpg', 'one')).json as unknown as Record<
      string,
      unknown
    >;
    expect(kept).toMatchObject({
      name: '手机***.jpg',
      changes: [
        { code: 'LOCATION', message: '已去除拍摄位置信息' },
        { code: 'NAME', message: '文件名中的个人号码已去除' },
      ],
    });
    const bytes = Buffer.from(await (await download(String(kept['id']), 'one')).arrayBuffer());
    expect(createHash('sha256').update(bytes).digest('hex')).toBe(kept['sha256']);
    expect(bytes.toString('latin1')).not.toContain('26 24 32');
    const english = await upload(photo, 'b.jpg', 'one', { 'accept-language': 'en' });
    expect(english.text).toContain('The place where it was taken was removed');
  });

  it('of 10 MB are kept, larger ones are not, whatever length they claim', async () => {
    const large = padded(10 * 1024 * 1024);
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
