import { addDays } from '../../platform/index';
import {
  CallOff,
  DraftFrameworkAgreement,
  ProposeFrameworkRevision,
  SignFrameworkAgreement,
  SignFrameworkRevision,
} from '../../frameworks/index';
import { DEMO_PASSWORD } from '../domain/demo-accounts';
import type { DemoPlan, PlannedOrder } from '../domain/demo-plan';
import { frameworkRevision, frameworkTerms, type PlannedFramework } from '../domain/framework-script';
import type { Cast } from './cast';
import type { OrderDesk } from './order-desk';
import type { Shelves } from './shelves';
import { done, type Stage } from './stage';

const DELIVERY_AFTER_DAYS = 14;

interface Standing {
  readonly version: number;
  readonly revisionId: string | null;
  readonly revisionVersion: number | null;
  readonly documentId: string;
  readonly sha256: string;
  readonly lineId: string;
}

/** 框架协议: signed by both, taken of by call-offs, its price revised once. */
export class FrameworkDesk {
  private id = '';
  private readonly regions: ReadonlyMap<string, string>;

  constructor(
    private readonly stage: Stage,
    private readonly cast: Cast,
    { buyers }: DemoPlan,
    private readonly shelves: Shelves,
    private readonly planned: PlannedFramework | null,
  ) {
    this.regions = new Map(buyers.map(({ key, regionCode }) => [key, regionCode]));
  }

  async play(day: string, orders: OrderDesk): Promise<void> {
    const { planned } = this;
    if (!planned) return;
    if (day === planned.signedOn) await this.agree(planned);
    if (day === planned.revisedOn) await this.revise(planned);
    for (const order of planned.callOffs)
      if (order.placedOn === day) orders.adopt(order, await this.callOff(order));
    await this.stage.settle();
  }

  private async agree(planned: PlannedFramework): Promise<void> {
    const { buyerKey, product } = planned;
    const terms = frameworkTerms(planned, this.shelves.productId(product.key));
    const input = {
      idempotencyKey: 'demo-framework',
      supplierId: this.cast.idOf(product.supplierKey),
      terms,
    };
    const drafted = this.stage.use(DraftFrameworkAgreement).execute(this.cast.as(buyerKey, 'clerk'), input);
    this.id = (await done('draftFrameworkAgreement', drafted)).frameworkId;
    for (const actor of this.signers(planned)) {
      const { version, documentId, sha256 } = await this.standing();
      const seen = {
        idempotencyKey: `demo-framework-sign-${actor.memberId}`,
        frameworkAgreementId: this.id,
        expectedVersion: version,
        documentId,
        sha256,
        password: DEMO_PASSWORD,
      };
      await done('signFrameworkAgreement', this.stage.use(SignFrameworkAgreement).execute(actor, seen));
    }
  }

  private async revise(planned: PlannedFramework): Promise<void> {
    const { lineId, version } = await this.standing();
    const input = {
      idempotencyKey: 'demo-framework-revision',
      frameworkAgreementId: this.id,
      expectedVersion: version,
      ...frameworkRevision(planned, lineId),
    };
    const clerk = this.cast.as(planned.buyerKey, 'clerk');
    await done('proposeFrameworkRevision', this.stage.use(ProposeFrameworkRevision).execute(clerk, input));
    for (const actor of this.signers(planned)) {
      const { revisionId, revisionVersion, documentId, sha256 } = await this.standing();
      const seen = {
        idempotencyKey: `demo-framework-revision-sign-${actor.memberId}`,
        revisionId: revisionId ?? '',
        expectedVersion: revisionVersion ?? 0,
        documentId,
        sha256,
        password: DEMO_PASSWORD,
      };
      await done('signFrameworkRevision', this.stage.use(SignFrameworkRevision).execute(actor, seen));
    }
  }

  private async callOff(order: PlannedOrder): Promise<string> {
    const quantity = { value: String(order.kilograms), unit: 'kg' };
    const { lineId: frameworkLineId } = await this.standing();
    const input = {
      idempotencyKey: `demo-call-off-${order.number}`,
      frameworkAgreementId: this.id,
      unitId: this.cast.idOf(order.unitKey),
      deliveryCounty: this.regions.get(order.unitKey) ?? '',
      deliveryOn: addDays(order.placedOn, DELIVERY_AFTER_DAYS),
      lines: [{ frameworkLineId, quantity, lotId: this.shelves.lotId(order.lotKey) }],
    };
    const answer = this.stage.use(CallOff).execute(this.cast.as(order.buyerKey, 'clerk'), input);
    return (await done(`callOff ${order.number}`, answer)).orderId;
  }

  /** The buyer’s approver first, then the cooperative. */
  private signers({ buyerKey, product }: PlannedFramework) {
    return [this.cast.as(buyerKey, 'approver'), this.cast.as(product.supplierKey)];
  }

  /** What its people see: the newest paper, what it is about, and the one line. */
  private async standing(): Promise<Standing> {
    const row = await this.stage.database.one<Standing>(
      `SELECT framework.version, revision.id AS "revisionId", revision.version AS "revisionVersion",
         paper.id AS "documentId", paper.sha256, line.id AS "lineId"
       FROM framework_agreements framework
       JOIN framework_lines line ON line.framework_id = framework.id AND line.draft_number = framework.draft_number
       JOIN framework_documents paper ON paper.framework_id = framework.id
       LEFT JOIN framework_revisions revision ON revision.id = paper.revision_id
       WHERE framework.id = $1 ORDER BY paper.number DESC LIMIT 1`,
      [this.id],
    );
    if (!row) throw new Error('the framework agreement is not drafted yet');
    return row;
  }
}
