import type { DocumentNode } from 'graphql';
import { BoundedStore } from './bounded-store';

const KIB = 1024;
const MIB = 1024 * KIB;

/** Parsed and validated documents: anybody can send ever new ones, so neither their number nor their size may grow. */
export const documentStore = () =>
  new BoundedStore<DocumentNode>(
    { entries: 2000, weight: 8 * MIB, weightOfOne: 512 * KIB },
    (document) => JSON.stringify(document).length,
  );

/** Texts of automatic persisted queries. Apollo stores a text only under its own SHA-256 and after it was validated. */
export const persistedQueryStore = () =>
  new BoundedStore<string>(
    { entries: 1000, weight: 4 * MIB, weightOfOne: 64 * KIB },
    (text) => 2 * text.length,
  );
