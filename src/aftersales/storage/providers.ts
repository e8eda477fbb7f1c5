import { CaseArbitration } from './case-arbitration';
import { CaseBook } from './case-book';
import { CaseClockSteps } from './case-clock-steps';
import { CaseDays } from './case-days';
import { CaseDesk } from './case-desk';
import { CaseEffect } from './case-effect';
import { CaseEscalating } from './case-escalating';
import { CaseFiles } from './case-files';
import { CaseOpening } from './case-opening';
import { CaseReader } from './case-reader';
import { CaseReplies } from './case-replies';
import { CaseReturns } from './case-returns';
import { LineRoom } from './line-room';
import { RecallBook } from './recall-book';
import { RecallCases } from './recall-cases';
import { RecallPrecedence } from './recall-precedence';
import { SettledOrders } from './settled-orders';

/** What cases and recalls are kept by. */
export const caseStorage = [
  CaseArbitration,
  CaseBook,
  CaseClockSteps,
  CaseDays,
  CaseDesk,
  CaseEffect,
  CaseEscalating,
  CaseFiles,
  CaseOpening,
  CaseReader,
  CaseReplies,
  CaseReturns,
  LineRoom,
  RecallBook,
  RecallCases,
  RecallPrecedence,
  SettledOrders,
];
