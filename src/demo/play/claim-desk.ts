import {
  ClaimPapers,
  IMPORT_COLUMNS,
  RejectClaim,
  StageClaimImport,
  SubmitClaim,
  VerifyClaims,
  type ImportColumn,
} from '../../claims/index';
import { addDays, workbookOf, Files, type Actor } from '../../platform/index';
import { DEMO_PASSWORD } from '../domain/demo-accounts';
import type { DemoPlan } from '../domain/demo-plan';
import { officeKey } from '../domain/plan-parties';
import { paidElsewhere, type PlannedSchemes } from '../domain/scheme-script';
import type { Cast } from './cast';
import { uploadPaper } from './evidence';
import { done, type Stage } from './stage';

export const CLAIMANT = 'b310107';
const EAST = officeKey('310000');
const WEST = officeKey('530000');
const PAPERS = ['INVOICE', 'PAYMENT'] as const;

/** Days before the present on which something is claimed, and what becomes of it. */
const CLAIMED = [
  { before: 40, verifiers: [EAST, WEST], rejector: null },
  { before: 24, verifiers: [EAST], rejector: WEST },
  { before: 6, verifiers: [WEST], rejector: null },
] as const;
const DECIDED_AFTER = 2;
const IMPORTED = 1;

/** 平台外采购: one is counted after both sides verified it, one is refused, one waits for the other side, and a table waits for its buyer. */
export class ClaimDesk {
  private readonly ids: string[] = [];

  constructor(
    private readonly stage: Stage,
    private readonly cast: Cast,
    private readonly plan: DemoPlan,
    private readonly planned: PlannedSchemes,
  ) {}

  async play(day: string): Promise<void> {
    for (const [index, { before, verifiers, rejector }] of CLAIMED.entries()) {
      const claimedOn = addDays(this.plan.lastDay, -before);
      if (day === claimedOn) await this.claim(index, addDays(day, -1));
      if (day !== addDays(claimedOn, DECIDED_AFTER)) continue;
      for (const key of verifiers) await this.verify(this.ids[index] ?? '', this.cast.as(key, 'verifier'));
      if (rejector) await this.reject(this.ids[index] ?? '', this.cast.as(rejector, 'verifier'));
    }
    if (day === addDays(this.plan.lastDay, -IMPORTED)) await this.importTable(addDays(day, -1));
    await this.stage.settle();
  }

  private async claim(index: number, purchasedOn: string): Promise<void> {
    const clerk = this.cast.as(CLAIMANT, 'clerk');
    const kilograms = this.planned.kilograms + index * 10;
    const amount = paidElsewhere(this.planned, kilograms);
    const evidence = [];
    for (const kind of PAPERS)
      evidence.push({ kind, fileId: await uploadPaper(this.stage, clerk, `SHILI-${kind}-${index + 1}`) });
    const terms = {
      unitId: this.cast.idOf(CLAIMANT),
      supplierId: this.cast.idOf(this.planned.product.supplierKey),
      invoiceNo: invoiceNo(index),
      invoiceAmount: amount,
      purchasedOn,
      channelNote: '示例：产地展销会现场采购',
      lines: [
        {
          certificateNo: certificateOf(this.planned),
          quantity: { value: String(kilograms), unit: 'kg' },
          amount,
          relationChoices: [],
        },
      ],
    };
    const input = { idempotencyKey: `demo-claim-${index}`, terms, evidence };
    const { claimId } = await done('submitClaim', this.stage.use(SubmitClaim).execute(clerk, input));
    this.ids[index] = claimId;
  }

  private async verify(claimId: string, verifier: Actor): Promise<void> {
    const { database } = this.stage;
    const paper = (await this.stage.use(ClaimPapers).of(database, [claimId])).get(claimId);
    const input = {
      idempotencyKey: `demo-claim-verified-${claimId}-${verifier.memberId}`,
      claims: [
        {
          claimId,
          expectedVersion: await this.versionOf(claimId),
          sha256: paper?.sha256 ?? '',
          distinctBecause: paper?.hasTwins ? '示例：发票与批次不同，确为另一笔采购' : null,
        },
      ],
      password: DEMO_PASSWORD,
    };
    await done('verifyClaims', this.stage.use(VerifyClaims).execute(verifier, input));
  }

  private async reject(claimId: string, verifier: Actor): Promise<void> {
    const input = {
      idempotencyKey: `demo-claim-rejected-${claimId}`,
      claimId,
      expectedVersion: await this.versionOf(claimId),
      note: '示例：付款凭证与发票金额不一致，请核对后另行申报。',
    };
    await done('rejectClaim', this.stage.use(RejectClaim).execute(verifier, input));
  }

  /** Two good rows and one whose lot nobody knows. */
  private async importTable(purchasedOn: string): Promise<void> {
    const clerk = this.cast.as(CLAIMANT, 'clerk');
    const good = certificateOf(this.planned);
    const rows = [good, good, `${good}-X`].map((lot, index) => this.row(lot, index, purchasedOn));
    const table = await workbookOf([
      {
        name: '申报',
        title: '平台外采购申报',
        columns: IMPORT_COLUMNS.map(({ heading }) => ({ heading, kind: 'TEXT' })),
        rows: rows.map((row) => IMPORT_COLUMNS.map(({ key }) => row[key] ?? null)),
      },
    ]);
    const caller = { gone: new AbortController().signal };
    const named = { name: '示例平台外采购申报.xlsx', declared: null };
    const { id: fileId } = await this.stage.use(Files).upload(clerk, named, table, caller);
    const evidence = [];
    for (const kind of PAPERS) {
      const paper = await uploadPaper(this.stage, clerk, `SHILI-${kind}-TABLE`);
      evidence.push({ code: kind, kind, fileId: paper });
    }
    const input = { idempotencyKey: 'demo-claim-import', fileId, evidence };
    await done('stageClaimImport', this.stage.use(StageClaimImport).execute(clerk, input));
  }

  private row(lot: string, index: number, purchasedOn: string): Partial<Record<ImportColumn, string>> {
    const kilograms = this.planned.kilograms + (index + CLAIMED.length) * 10;
    const { amount } = paidElsewhere(this.planned, kilograms);
    const codes = new Map([...this.plan.suppliers, ...this.plan.buyers].map(({ key, uscc }) => [key, uscc]));
    return {
      unit: codes.get(CLAIMANT) ?? '',
      supplier: codes.get(this.planned.product.supplierKey) ?? '',
      invoice: invoiceNo(index + CLAIMED.length),
      invoiceAmount: amount,
      purchasedOn,
      lot,
      quantity: String(kilograms),
      quantityUnit: '公斤',
      amount,
      evidence: PAPERS.join(','),
    };
  }

  private async versionOf(claimId: string): Promise<number> {
    const row = await this.stage.database.one<{ version: number }>(
      'SELECT version FROM claims WHERE id = $1',
      [claimId],
    );
    return row?.version ?? 0;
  }
}

/** Twenty digits, as electronic invoices have them. */
const invoiceNo = (index: number) => `2600000000000000${String(9_001 + index)}`;
const certificateOf = ({ lot }: PlannedSchemes) => `SHILI-${lot.key}`;
