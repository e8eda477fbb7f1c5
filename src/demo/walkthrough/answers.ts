import type { Amount, Payload, Yuan } from './answer-shapes';
import type { CoordinatorAnswers } from './coordinator-answers';
import type { MoneyAnswers } from './money-answers';
import type { OperationName } from './operations';
import type { SourcingAnswers } from './sourcing-answers';

interface Edges<Node> {
  readonly edges: readonly { readonly node: Node }[];
}
interface Place {
  readonly code: string;
  readonly fullName: string;
}

export interface FoundLot {
  readonly id: string;
  readonly productName: string;
  readonly grade: string;
  readonly available: Amount;
  readonly origin: Place;
  readonly supplier: { readonly id: string; readonly name: string };
}

export interface SeenLot {
  readonly productName: string;
  readonly grade: string;
  readonly harvestedOn: string;
  readonly expiresOn: string;
  readonly recognised: boolean;
  readonly certificateNo: string;
  readonly origin: Place;
  readonly available: Amount;
  readonly capacity: {
    readonly season: number;
    readonly verifiedArea: Amount;
    readonly limit: Amount | null;
    readonly registered: Amount;
  } | null;
  readonly terms: {
    readonly ladder: readonly { readonly from: Amount; readonly unitPrice: Yuan }[];
    readonly priceUnit: string;
    readonly leadDays: number;
    readonly freight: { readonly kind: 'INCLUDED' | 'FIXED' | 'PER_KG'; readonly amount: Yuan };
  } | null;
}

export interface CountingForecast {
  readonly counts: boolean;
  readonly agreementId: string | null;
  readonly pairing: {
    readonly east: { readonly name: string };
    readonly west: { readonly name: string };
  } | null;
  readonly reasons: readonly { readonly code: string; readonly zh: string; readonly en: string }[];
}

interface OrderHead {
  readonly id: string;
  readonly version: number;
  readonly state: string;
}
interface ShipmentHead {
  readonly id: string;
  readonly version: number;
  readonly number: number;
  readonly state: string;
}

export interface SeenOrder {
  readonly number: string;
  readonly version: number;
  readonly state: string;
  readonly goods: Yuan;
  readonly freight: Yuan;
  readonly total: Yuan;
  readonly contract: {
    readonly id: string;
    readonly sha256: string;
    readonly text: string;
    readonly signatures: readonly { readonly side: string }[];
  };
  readonly lines: readonly { readonly id: string; readonly unitPrice: Yuan; readonly priceUnit: string }[];
  readonly shipments: readonly (ShipmentHead & { readonly lines: readonly { readonly id: string }[] })[];
  readonly settlement: {
    readonly settledOn: string;
    readonly goods: Yuan;
    readonly freight: Yuan;
    readonly excess: Yuan;
    readonly lines: readonly { readonly id: string; readonly goods: Yuan; readonly refunded: Yuan }[];
  } | null;
}

export interface InvoiceHead {
  readonly id: string;
  readonly version: number;
  readonly state: string;
}

export interface SeenPayment {
  readonly due: Yuan;
  readonly received: Yuan;
  readonly outstanding: Yuan;
  readonly refundDue: Yuan;
  readonly refunded: Yuan;
  readonly instructions: { readonly transferCode: string; readonly amount: Yuan } | null;
}

export interface RefundToPay {
  readonly id: string;
  readonly version: number;
  readonly state: string;
  readonly amount: Yuan;
}

export interface Figures {
  readonly gross: Yuan;
  readonly reversals: Yuan;
  readonly net: Yuan;
  readonly provisional: Yuan;
}
export interface SeenProgress {
  readonly committed: Yuan;
  readonly total: Figures;
  readonly rows: readonly (Figures & { readonly key: string; readonly name: string })[];
  readonly pending: { readonly orders: number };
}

export interface OpenedPortion {
  readonly orderNumber: string;
  readonly state: string;
  readonly gross: Yuan;
  readonly reversed: Yuan;
  readonly net: Yuan;
  readonly settlement: {
    readonly acceptanceId: string;
    readonly goods: Yuan;
    readonly refunded: Yuan;
  } | null;
  readonly payments: readonly { readonly paymentId: string; readonly amount: Yuan }[];
}

interface RefundRequestHead {
  readonly id: string;
  readonly version: number;
  readonly state: string;
}

/** What each operation answers, as far as the walk reads it. */
export interface Answers
  extends
    SourcingAnswers,
    CoordinatorAnswers,
    MoneyAnswers,
    Record<
      Exclude<OperationName, keyof SourcingAnswers | keyof CoordinatorAnswers | keyof MoneyAnswers>,
      object
    > {
  SignIn: { signIn: Payload & { tokens: { accessToken: string } | null } };
  WhoAmI: {
    me: {
      member: { displayName: string };
      organization: { id: string; name: string; uscc: string | null; regionCode: string };
    };
  };
  FindLots: { lots: Edges<FoundLot> & { totalCount: number } };
  SeeLot: { lot: SeenLot };
  PreviewOrder: {
    previewBasket: Payload & { orders: readonly { goods: Yuan; freight: Yuan; total: Yuan }[] };
    countingPreview: { lots: readonly CountingForecast[] };
  };
  PlaceOrder: {
    placeOrder: Payload & {
      orders:
        | readonly (OrderHead & {
            number: string;
            approvalRequired: boolean;
            approved: boolean;
            total: Yuan;
          })[]
        | null;
    };
  };
  ApproveOrder: { approveOrder: Payload & { order: OrderHead | null } };
  SeeOrder: { order: SeenOrder };
  SignContract: { signContract: Payload & { order: OrderHead | null } };
  SeePayment: { paymentRequest: SeenPayment };
  RecordBankReceipt: {
    recordBankReceipt: Payload & { recorded: { id: string; version: number; state: string } | null };
  };
  ConfirmReceipt: {
    confirmRecordedReceipt: Payload & {
      receipt: { suspense: Yuan; payments: readonly { orderId: string }[] } | null;
    };
  };
  DispatchShipment: { dispatchShipment: Payload };
  MarkArrived: { markArrived: Payload };
  AcceptDelivery: { acceptDelivery: Payload };
  CaptureInvoice: { captureInvoice: Payload & { invoice: InvoiceHead | null } };
  ConfirmInvoice: { confirmInvoice: Payload & { invoice: InvoiceHead | null } };
  SeeMatch: {
    order: { invoiceMatches: readonly { matched: boolean; invoiced: Yuan; invoicedFreight: Yuan }[] };
  };
  RefundsToPay: { refundsToPay: Edges<RefundToPay> };
  ConfirmRefundPaid: { confirmRefundPaid: Payload & { refundPayment: { state: string } | null } };
  Agreements: {
    annualAgreements: Edges<{ id: string; year: number; east: { name: string }; west: { name: string } }>;
  };
  Progress: { progress: SeenProgress };
  OpenProgress: { countedPortions: Edges<OpenedPortion> };
  RequestRefund: { requestRefund: Payload & { refundRequest: RefundRequestHead | null } };
  ApproveRefund: { approveRefund: Payload & { refundRequest: RefundRequestHead | null } };
}
