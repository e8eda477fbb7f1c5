import { Args, Query, Resolver } from '@nestjs/graphql';
import { Role } from '../../organizations/index';
import { Allow, Database, Id } from '../../platform/index';
import { ReceiptCandidateType } from '../api/receipt-candidate.type';
import { yuan } from '../api/yuan';
import { ReceiptCandidates } from '../storage/receipt-candidates';

@Resolver()
export class ListReceiptCandidates {
  constructor(
    private readonly database: Database,
    private readonly candidates: ReceiptCandidates,
  ) {}

  @Allow(Role.FINANCE, Role.AUDITOR)
  @Query(() => [ReceiptCandidateType], {
    description:
      '认领候选, the likeliest first, ten at most; none where nothing of the receipt is in suspense',
  })
  async receiptCandidates(
    @Args('receiptId', { type: () => Id }) receiptId: string,
  ): Promise<ReceiptCandidateType[]> {
    const rows = await this.candidates.of(this.database, receiptId);
    return rows.map(({ outstandingFen, reasons, ...row }) => ({
      ...row,
      reasons: [...reasons],
      outstanding: yuan(outstandingFen),
    }));
  }
}
