import type { Payload, Words, Yuan } from './answer-shapes';

interface Edges<Node> {
  readonly edges: readonly { readonly node: Node }[];
}
interface DisputeHead {
  readonly id: string;
  readonly version: number;
  readonly state: string;
}
interface Booked {
  readonly net: Yuan;
  readonly completion: string | null;
}

export interface SeenMonth {
  readonly id: string | null;
  readonly version: number;
  readonly month: string;
  readonly state: string;
  readonly report: {
    readonly revision: number;
    readonly sha256: string;
    readonly contestedPortions: number;
    readonly contested: Yuan;
    readonly signedNet: Yuan;
  } | null;
  readonly signatures: readonly { readonly side: string; readonly sha256: string }[];
}

interface Foretold {
  readonly target: Yuan;
  readonly confirmed: Yuan;
  readonly low: Yuan;
  readonly mid: Yuan;
  readonly high: Yuan;
  readonly gap: Yuan;
  readonly state: string;
}

/** What each operation of the third story answers, as far as the walk reads it. */
export interface CoordinatorAnswers {
  Schemes: {
    countingSchemes: Edges<{ scheme: string; name: Words; rule: { id: string; text: Words } | null }>;
  };
  TargetTree: {
    targetTree: {
      total: { target: Yuan; net: Yuan };
      nodes: readonly { parentCode: string | null; name: string; target: Yuan; net: Yuan }[];
    };
  };
  Outlook: {
    agreementOutlook: { total: Foretold; leaves: readonly { name: string; gap: Yuan }[] } | null;
    tradeMeasures: { decemberShare: number | null; refundRate: number | null } | null;
  };
  Plans: {
    purchasePlans: Edges<{ id: string; state: string; lineCount: number; acceptedCount: number }>;
  };
  PlanLines: {
    purchasePlanLines: Edges<{
      month: string;
      unitName: string | null;
      productName: string;
      supplierName: string;
      goods: Yuan;
      state: string;
    }>;
  };
  Months: { countingPeriods: Edges<SeenMonth> };
  MonthLines: {
    countingPeriodEntries: Edges<{ entryId: string; kind: string; amount: Yuan }>;
  };
  DisputeLine: { disputePeriodLines: Payload & { dispute: DisputeHead | null } };
  AnswerDispute: { answerPeriodDispute: Payload & { dispute: DisputeHead | null } };
  WithdrawDispute: { withdrawPeriodDispute: Payload & { dispute: DisputeHead | null } };
  SignMonth: { signCountingPeriod: Payload & { period: { version: number; state: string } | null } };
  Findings: {
    findings: Edges<{ kind: string; state: string; countyCode: string | null }> & { totalCount: number };
  };
  Book: { agreementBook: { title: string; lines: readonly Booked[]; total: Booked } };
  Exports: { exports: Edges<{ what: string; format: string; bytes: number; sha256: string }> };
}
