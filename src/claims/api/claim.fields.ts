import { Context, Parent, ResolveField, Resolver } from '@nestjs/graphql';
import DataLoader from 'dataloader';
import { formatMoney, formatQuantity } from '../../../libs/money/src/index';
import { Database, MoneyType, type RequestScope } from '../../platform/index';
import { ClaimPapers } from '../storage/claim-papers';
import {
  ClaimReader,
  type CheckRow,
  type ClaimRow,
  type EvidenceRow,
  type LineRow,
  type ReversalRow,
  type TwinRow,
} from '../storage/claim-reader';
import {
  ClaimCheckType,
  ClaimEvidenceType,
  ClaimLineType,
  ClaimReversalType,
  ClaimTwinType,
  ClaimType,
} from './claim.type';

type Part = Parameters<ClaimReader['parts']>[0];
type Loaders = Readonly<Record<Part | 'sha256', DataLoader<string, unknown>>>;

/** What stands on a claim beside its own row: one statement for all claims of an answer. */
@Resolver(() => ClaimType)
export class ClaimFields {
  constructor(
    private readonly reader: ClaimReader,
    private readonly papers: ClaimPapers,
    private readonly database: Database,
  ) {}

  @ResolveField(() => MoneyType, { description: 'Of the whole invoice' })
  invoiceAmount(@Parent() { invoiceFen }: ClaimRow): MoneyType {
    return yuan(invoiceFen);
  }

  @ResolveField(() => [ClaimLineType])
  async lines(@Parent() claim: ClaimRow, @Context('scope') scope: RequestScope): Promise<ClaimLineType[]> {
    const rows = await this.load<LineRow>(scope, 'lines', claim);
    return rows.map((row) => ({
      ...row,
      quantity: formatQuantity(row.quantityBase, row.displayUnit),
      amount: yuan(row.goodsFen),
      reversed: yuan(row.reversedFen),
    }));
  }

  @ResolveField(() => [ClaimEvidenceType])
  evidence(@Parent() claim: ClaimRow, @Context('scope') scope: RequestScope): Promise<ClaimEvidenceType[]> {
    return this.load<EvidenceRow>(scope, 'evidence', claim);
  }

  @ResolveField(() => [ClaimCheckType])
  async checks(@Parent() claim: ClaimRow, @Context('scope') scope: RequestScope): Promise<ClaimCheckType[]> {
    const rows = await this.load<CheckRow>(scope, 'checks', claim);
    return rows.map(({ twinNote, ...row }) => ({ ...row, distinctBecause: twinNote }));
  }

  @ResolveField(() => [ClaimTwinType])
  twins(@Parent() claim: ClaimRow, @Context('scope') scope: RequestScope): Promise<ClaimTwinType[]> {
    return this.load<TwinRow>(scope, 'twins', claim);
  }

  @ResolveField(() => [ClaimReversalType])
  async reversals(
    @Parent() claim: ClaimRow,
    @Context('scope') scope: RequestScope,
  ): Promise<ClaimReversalType[]> {
    const rows = await this.load<ReversalRow>(scope, 'reversals', claim);
    return rows.map(({ fen, ...row }) => ({ ...row, amount: yuan(fen) }));
  }

  @ResolveField(() => String, { description: 'Of the text as it stands: what a verifier vouches for' })
  async sha256(@Parent() { id }: ClaimRow, @Context('scope') scope: RequestScope): Promise<string> {
    return (await this.loaders(scope).sha256.load(id)) as string;
  }

  private async load<Row>(scope: RequestScope, part: Part, { id }: ClaimRow): Promise<Row[]> {
    return (await this.loaders(scope)[part].load(id)) as Row[];
  }

  private loaders(scope: RequestScope): Loaders {
    const of = (part: Part) =>
      new DataLoader<string, unknown>(async (ids) => {
        const rows = await this.reader.parts<{ claimId: string }>(part, ids);
        return ids.map((id) => rows.filter(({ claimId }) => claimId === id));
      });
    return scope.loader(this, () => ({
      lines: of('lines'),
      evidence: of('evidence'),
      checks: of('checks'),
      twins: of('twins'),
      reversals: of('reversals'),
      sha256: new DataLoader<string, unknown>(async (ids) => {
        const papers = await this.papers.of(this.database, ids);
        return ids.map((id) => papers.get(id)?.sha256);
      }),
    }));
  }
}

const yuan = (fen: bigint) => formatMoney({ fen, currency: 'CNY' });
