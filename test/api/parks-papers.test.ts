import { startTestApp, type TestApp } from '../support/app';
import { uploaded } from '../support/claims';
import { pdf } from '../support/file-samples';
import { parkScene, parkVerb, parked, type ParkScene } from '../support/parks';
import { signInAgain, type Person } from '../support/people';

describe('papers of parks', () => {
  let app: TestApp;
  let scene: ParkScene;
  beforeAll(async () => {
    app = await startTestApp();
    scene = await parkScene(app);
  });
  afterAll(() => app.close());

  it('are shown to everybody once their park is confirmed, and no longer once they are taken away', async () => {
    const { park } = await scene.register();
    if (!park) throw new Error('not registered');
    const photo = await uploaded(app, scene.operator.manager);
    const paper = await upload(pdf({}), 'a.pdf').then(
      async (answer) => ((await answer.json()) as { id: string }).id,
    );
    const files = [
      { kind: 'PHOTO', fileId: photo },
      { kind: 'DOCUMENT', fileId: paper },
    ];
    const wrong = { ...scene.about(park), files: [{ kind: 'PHOTO', fileId: paper }] };
    expect((await parkVerb(app, scene.operator.manager, 'attachParkFiles', wrong)).refusals).toEqual([
      'FILE_NOT_A_PHOTO files.0.fileId',
    ]);
    const foreign = await uploaded(app, scene.people.buyer.clerk);
    const stolen = { ...scene.about(park), files: [{ kind: 'PHOTO', fileId: foreign }] };
    expect((await parkVerb(app, scene.operator.manager, 'attachParkFiles', stolen)).refusals).toEqual([
      'FILE_NOT_YOURS files',
    ]);
    const held = await parked(app, scene.operator.manager, 'attachParkFiles', {
      ...scene.about(park),
      files,
    });
    const twice = { ...scene.about(held), files };
    expect((await parkVerb(app, scene.operator.manager, 'attachParkFiles', twice)).refusals).toEqual([
      'FILE_ATTACHED_ALREADY files',
    ]);
    const read = async (person: Person, id: string) =>
      (
        await fetch(`${app.url}/files/${id}`, {
          headers: { authorization: `Bearer ${await signInAgain(app, person)}` },
        })
      ).status;
    expect([await read(scene.office, photo), await read(scene.people.buyer.clerk, photo)]).toEqual([
      200, 404,
    ]);
    const shown = await parked(app, scene.office, 'confirmPark', scene.about(held));
    expect([
      await read(scene.people.buyer.clerk, photo),
      await read(scene.people.buyer.clerk, paper),
    ]).toEqual([200, 200]);
    const policy = { ...scene.about(shown), ...POLICY, fileId: paper };
    const ruled = await parked(app, scene.operator.manager, 'recordParkPolicy', policy);
    const overlapping = {
      ...policy,
      expectedVersion: ruled.version,
      validFrom: '2026-12-31',
      validTo: '2027-12-31',
    };
    expect((await parkVerb(app, scene.operator.manager, 'recordParkPolicy', overlapping)).refusals).toEqual([
      'POLICY_OVERLAPS validFrom',
    ]);
    const gone = await parked(app, scene.operator.manager, 'removeParkFile', {
      ...scene.about(ruled),
      fileId: photo,
    });
    expect([await read(scene.people.buyer.clerk, photo), await read(scene.operator.second, photo)]).toEqual([
      404, 200,
    ]);
    expect(
      (await parkVerb(app, scene.operator.manager, 'removeParkFile', { ...scene.about(gone), fileId: photo }))
        .refusals,
    ).toEqual(['FILE_NOT_ATTACHED fileId']);
    const { park: seen } = await scene.asked<{ park: { files: object[]; policies: object[] } }>(
      'query ($id: UUID!) { park(id: $id) { files { fileId kind mediaType } policies { documentNo validTo fileId } } }',
      { id: park.id },
    );
    expect(seen).toEqual({
      files: [{ fileId: paper, kind: 'DOCUMENT', mediaType: 'application/pdf' }],
      policies: [{ documentNo: policy.documentNo, validTo: '2026-12-31', fileId: paper }],
    });
  });

  it.each([
    ['of nothing', Buffer.alloc(0), 'a.png', 'FILE_EMPTY'],
    ['of a type nobody reads here', Buffer.from('MZ not a paper'), 'a.exe', 'FILE_TYPE_NOT_ACCEPTED'],
    ['of another type than their name says', pdf({}), 'a.png', 'FILE_TYPE_MISMATCH'],
  ])('%s are refused with the reason and the path', async (_, bytes, name, code) => {
    const answer = await upload(bytes, name);
    const { refusals } = (await answer.json()) as {
      refusals: { code: string; path: string[]; message: string }[];
    };
    expect([answer.status, refusals]).toEqual([
      422,
      [expect.objectContaining({ code, path: ['file'], message: expect.stringMatching(/[\u4e00-\u9fff]/) })],
    ]);
  });

  it('above 10 MB are refused before they are read', async () => {
    const answer = await upload(Buffer.alloc(10 * 1024 * 1024 + 1), 'a.png');
    expect([answer.status, await answer.text()]).toEqual([413, expect.stringMatching(/[\u4e00-\u9fff]/)]);
  });

  it.each([
    ['no file at all', { files: [] }, 'FILES_MISSING files'],
    [
      'a file that is not there',
      { files: [{ kind: 'PLAN', fileId: '00000000-0000-4000-8000-000000000000' }] },
      'FILE_NOT_YOURS files',
    ],
  ])('are not attached with %s', async (_, said, told) => {
    const park = await scene.confirmed();
    const input = { ...scene.about(park), ...said };
    expect((await parkVerb(app, scene.operator.manager, 'attachParkFiles', input)).refusals).toEqual([told]);
  });

  it.each([
    ['before its park is confirmed', false, {}, 'ILLEGAL_TRANSITION parkId'],
    ['whose days are reversed', true, { validTo: '2025-12-31' }, 'DATES_REVERSED validTo'],
    ['of a day long past', true, { validFrom: '1949-10-01' }, 'DATE_OUT_OF_RANGE validFrom'],
    [
      'whose document is not of the park',
      true,
      { fileId: '00000000-0000-4000-8000-000000000000' },
      'FILE_NOT_ATTACHED fileId',
    ],
  ])('record no policy %s', async (_, isConfirmed, said, told) => {
    const park = isConfirmed ? await scene.confirmed() : (await scene.register()).park;
    if (!park) throw new Error('not registered');
    const input = { ...scene.about(park), ...POLICY, ...said };
    expect((await parkVerb(app, scene.operator.manager, 'recordParkPolicy', input)).refusals).toEqual([told]);
  });

  it('keep two policies of one document number apart in the database itself', async () => {
    const park = await scene.confirmed();
    await parked(app, scene.operator.manager, 'recordParkPolicy', { ...scene.about(park), ...POLICY });
    await expect(
      app.database.query(
        `INSERT INTO park_policies SELECT gen_random_uuid(), park_id, kind, title, document_no, summary, valid_to, valid_to, file_id,
           recorded_by, recorded_at FROM park_policies WHERE park_id = $1`,
        [park.id],
      ),
    ).rejects.toThrow(/park_policies_dates_apart/);
  });

  const upload = async (bytes: Buffer, name: string) =>
    fetch(`${app.url}/files`, {
      method: 'POST',
      headers: {
        'content-type': 'application/octet-stream',
        authorization: `Bearer ${await signInAgain(app, scene.operator.manager)}`,
        'x-file-name': name,
      },
      body: new Uint8Array(bytes),
    });
});

const POLICY = {
  kind: 'RENT',
  title: '示例租金优惠',
  documentNo: '示府发〔2026〕1号',
  summary: '示例政策摘要',
  validFrom: '2026-01-01',
  validTo: '2026-12-31',
};
