import type { Rules } from '../../../libs/workflow/src/index';
import type { FrameworkSide } from './framework.states';
import { paperRefusals } from './framework.refusals';

export interface PaperFacts {
  readonly side: FrameworkSide;
  /** Whether the signer prepared the paper, under whatever account. */
  readonly prepared: boolean;
  readonly paper: { readonly id: string; readonly sha256: string };
  /** What the signer says he has read. */
  readonly read: { readonly id: string; readonly sha256: string };
  readonly signedSides: readonly FrameworkSide[];
}

/** What must hold before a signature (the rule at the top of the workflows); the table holds it again. */
export const paperRules: Rules<PaperFacts> = {
  'the signer has read the version in force': ({ paper, read }) =>
    paper.id === read.id && paper.sha256 === read.sha256
      ? undefined
      : paperRefusals.DOCUMENT_CHANGED(['documentId']),
  'a side signs once': ({ side, signedSides }) =>
    signedSides.includes(side) ? paperRefusals.SIDE_ALREADY_SIGNED(['documentId']) : undefined,
  'the signer did not prepare the document alone': ({ prepared }) =>
    prepared ? paperRefusals.SIGNER_PREPARED_ALONE(['documentId']) : undefined,
};
