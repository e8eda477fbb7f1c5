import { does, type Eyes, type FourEyesVerb, type Waiting } from './four-eyes';
import {
  framed,
  frameworkTerms,
  onFramework,
  readFramework,
  revisionSignature,
  signature,
  type ShownFramework,
} from './frameworks';
import { makeGoods } from './goods';

/** Written by the buyer’s first colleague. */
async function draftOf(eyes: Eyes): Promise<ShownFramework> {
  const goods = await makeGoods(eyes.app, eyes.people);
  const terms = frameworkTerms([goods]);
  const input = { supplierId: eyes.people.supplier.id, terms };
  return framed(eyes.app, eyes.of.buyer[0], 'draftFrameworkAgreement', input);
}

async function offer(eyes: Eyes): Promise<Waiting> {
  const framework = await draftOf(eyes);
  const [first, ...allowed] = eyes.of.buyer;
  return { input: signature(framework), subjectId: framework.id, barred: [first], allowed };
}

/** Proposed by the supplier’s first colleague. */
async function revision(eyes: Eyes): Promise<Waiting> {
  const [first, ...allowed] = eyes.of.supplier;
  const offered = await framed(
    eyes.app,
    eyes.of.buyer[1],
    'signFrameworkAgreement',
    signature(await draftOf(eyes)),
  );
  const active = await framed(eyes.app, first, 'signFrameworkAgreement', signature(offered));
  const lines = [{ frameworkLineId: active.lines[0]?.id, cap: { value: '12', unit: 't' } }];
  const said = onFramework(active, { reason: '示例', lines });
  await does(eyes, first, 'proposeFrameworkRevision', said);
  const proposed = await framed(
    eyes.app,
    eyes.of.buyer[1],
    'signFrameworkRevision',
    await read(eyes, active),
  );
  const input = revisionSignature(proposed);
  return { input, subjectId: input.revisionId ?? '', barred: [first], allowed };
}

async function read({ app, of }: Eyes, { id }: ShownFramework) {
  const framework = await readFramework(app, of.buyer[1], id);
  return framework ? revisionSignature(framework) : {};
}

export const frameworkVerbs: readonly FourEyesVerb[] = [
  {
    verb: 'signFrameworkAgreement',
    step: 'offer',
    told: ['SIGNER_PREPARED_ALONE'],
    leaves: 'SIGNED_BY_ONE',
    prepare: offer,
  },
  {
    verb: 'signFrameworkRevision',
    step: 'signSecond',
    told: ['SIGNER_PREPARED_ALONE'],
    leaves: 'IN_FORCE',
    prepare: revision,
  },
];
