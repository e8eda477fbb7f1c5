import { does, type Eyes, type FourEyesVerb, type Waiting } from './four-eyes';
import { onRequest, sourcingTerms } from './sourcing';

/** Every request of the unit needs an approver. */
export async function limitToNothing({ app, people, of }: Eyes): Promise<string> {
  const { unitId } = people.buyer;
  await app.database.query(
    'INSERT INTO approval_limits (id, limit_fen, set_by, version) VALUES ($1, 0, $2, 1) ON CONFLICT DO NOTHING',
    [unitId, of.buyer[0].id],
  );
  return unitId;
}

/** One writes the request, another submits it: neither approves it. */
async function requestApproval(eyes: Eyes): Promise<Waiting> {
  const [first, second, ...allowed] = eyes.of.buyer;
  const unitId = await limitToNothing(eyes);
  type Shown = { sourcingRequest: { id: string; version: number } };
  const shown = 'sourcingRequest { id version }';
  const drafted = { unitId, terms: sourcingTerms() };
  const { sourcingRequest: draft } = await does<Shown>(eyes, first, 'draftSourcingRequest', drafted, shown);
  const sent = await does<Shown>(eyes, second, 'publishSourcingRequest', onRequest(draft), shown);
  const input = onRequest(sent.sourcingRequest);
  return { input, subjectId: draft.id, barred: [first, second], allowed };
}

export const sourcingVerbs: readonly FourEyesVerb[] = [
  {
    verb: 'approveSourcingRequest',
    step: 'approve',
    told: ['SELF_APPROVAL', 'SELF_APPROVAL'],
    leaves: 'OPEN',
    prepare: requestApproval,
  },
];
