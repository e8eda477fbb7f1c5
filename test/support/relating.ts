import { freshKey, type TestApp } from './app';

export interface Refusal {
  code: string;
  path: (string | number)[];
}
export interface Node {
  id: string;
  parentId: string | null;
  pairingId: string | null;
  unitId: string | null;
  isLeaf: boolean;
  target: string;
}
export interface Agreement {
  id: string;
  state: string;
  version: number;
  document: { sha256: string; content: string } | null;
  commitments: { nodes: Node[] }[];
  draftCommitments: { nodes: Node[] }[];
}
export interface Told {
  refusals: Refusal[];
  agreement?: Agreement | null;
  pairing?: { id: string; version: number; state: string; level: string } | null;
}

const NODES = 'nodes { id parentId pairingId unitId isLeaf target }';
const AGREEMENT = `agreement { id state version document { sha256 content } commitments { ${NODES} } draftCommitments { ${NODES} } }`;
const PAIRING = 'pairing { id version state level }';
const FIELDS: Readonly<Record<string, string>> = {
  relateOrganizations: PAIRING,
  confirmPairing: PAIRING,
};

/** Calls one verb about a relation or a yearly paper. */
export async function tell(
  app: TestApp,
  verb: string,
  person: { token: string },
  input: object,
): Promise<Told> {
  const type = `${verb[0]?.toUpperCase()}${verb.slice(1)}Input`;
  const answer = await app.graphql<Record<string, Told>>(
    `mutation ($input: ${type}!) { ${verb}(input: $input) { ${FIELDS[verb] ?? AGREEMENT} refusals { code path } } }`,
    { input: { idempotencyKey: freshKey(), ...input } },
    { token: person.token },
  );
  const told = answer.data?.[verb];
  if (told) return told;
  return { refusals: (answer.errors ?? []).map(({ extensions }) => ({ code: extensions.code, path: [] })) };
}
export const codes = ({ refusals }: { refusals: Refusal[] }) => refusals.map(({ code }) => code);
