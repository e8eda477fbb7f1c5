import file from '../data/relation-kinds.json';
import type { RelationKind } from '../domain/relation-kind';

/** The kinds of relations that ship with the program, by code. */
export const RELATION_KINDS: ReadonlyMap<string, RelationKind> = new Map(
  (file.kinds as readonly RelationKind[]).map((kind) => [kind.kind, kind]),
);
