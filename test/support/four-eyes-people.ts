import { addMember } from './people';
import { does, type Eyes, type FourEyesVerb, type Waiting } from './four-eyes';

async function erasure(eyes: Eyes): Promise<Waiting> {
  const [first, ...allowed] = eyes.of.buyer;
  const person = await eyes.app.transactions.run((tx) =>
    addMember(eyes.app, tx, eyes.people.buyer.id, 'BUYER_CLERK'),
  );
  const { erasureRequest: made } = await does<{ erasureRequest: { id: string } }>(
    eyes,
    first,
    'requestErasure',
    { memberId: person.id },
    'erasureRequest { id }',
  );
  const input = { erasureRequestId: made.id, erase: true, expectedVersion: 1 };
  return { input, subjectId: made.id, barred: [first], allowed };
}

/** What is decided about people. */
export const peopleVerbs: readonly FourEyesVerb[] = [
  { verb: 'decideErasure', told: ['NOT_ONESELF'], leaves: 'DONE', prepare: erasure },
];
