import type { Amount, Payload, Yuan } from './answer-shapes';

export interface RequestHead {
  readonly id: string;
  readonly number: string;
  readonly version: number;
  readonly revision: number;
  readonly state: string;
  readonly worth: Yuan | null;
}

interface Rate {
  readonly yuan: string;
  readonly per: string;
}
interface Supply {
  readonly productName: string;
  readonly supplier: { readonly name: string };
}

export interface ProposedWindow {
  readonly wanted: Amount;
  readonly served: Amount;
  readonly supplies: readonly {
    readonly quantity: Amount;
    readonly landed: Rate;
    readonly terms: { readonly pairing: Rate; readonly lateness: Rate; readonly grade: Rate };
    readonly insteadOf: {
      readonly dearerBy: Rate;
      readonly supply: { readonly productName: string };
    } | null;
    readonly supply: Supply;
  }[];
  readonly losing: readonly { readonly cheaperBy: Rate; readonly supply: Supply }[];
}

export interface SeenProposal {
  readonly id: string;
  readonly version: number;
  readonly state: string;
  readonly windows: readonly ProposedWindow[];
}

export interface SeenRun {
  readonly state: string;
  readonly failure: string | null;
  readonly lineCount: number | null;
  readonly supplyCount: number | null;
  readonly report: {
    readonly lines: number;
    readonly linesServed: number;
    readonly priceOfFairness: Yuan;
    readonly priceOfFairnessBound: Yuan;
  } | null;
}

export interface PublishedLine {
  readonly id: string;
  readonly categoryCode: string;
  readonly maximum: Amount;
}

export interface ComparedLine {
  readonly deliveryCounty: string;
  readonly wanted: Amount;
  readonly offers: readonly {
    readonly quoteId: string;
    readonly supplierName: string;
    readonly landed: Yuan;
    readonly landedPerUnit: Yuan;
    readonly cheapest: boolean;
  }[];
}

interface RequestAnswer extends Payload {
  readonly sourcingRequest: RequestHead | null;
}

/** What each operation of the second story answers, as far as the walk reads it. */
export interface SourcingAnswers {
  DraftRequest: { draftSourcingRequest: RequestAnswer };
  PublishRequest: { publishSourcingRequest: RequestAnswer };
  ApproveRequest: { approveSourcingRequest: RequestAnswer };
  RequestMatchRun: { requestMatchRun: Payload & { matchRun: { id: string } | null } };
  SeeMatchRun: { matchRun: SeenRun };
  SeeProposal: { matchProposal: SeenProposal | null };
  AcceptProposal: { acceptMatchProposal: Payload & { matchProposal: { state: string } | null } };
  ReadRequest: {
    publishedRequest: { revision: number; quoteDeadline: string; lines: readonly PublishedLine[] };
  };
  SubmitQuote: {
    submitQuote: Payload & { quote: { id: string; state: string; currentNumber: number } | null };
  };
  CompareQuotes: { quoteComparison: { lines: readonly ComparedLine[] } };
  AwardQuotes: {
    awardQuotes: Payload & {
      awards: readonly { quoteId: string; total: Yuan; orderIds: readonly string[] }[] | null;
    };
  };
  SeeRequest: { sourcingRequest: { version: number; state: string; quoteDeadline: string } };
  SeeAwardedOrder: {
    order: { number: string; state: string; total: Yuan; lines: readonly { quantity: Amount }[] };
  };
}
