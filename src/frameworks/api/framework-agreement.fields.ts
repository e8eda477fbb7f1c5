import { Context, Parent, ResolveField, Resolver } from '@nestjs/graphql';
import DataLoader from 'dataloader';
import { formatMoney } from '../../../libs/money/src/index';
import { PaymentPlanType, shownPlan } from '../../payments/index';
import { MoneyType, type RequestScope } from '../../platform/index';
import type { FrameworkRow } from '../storage/framework-reader';
import { FrameworkAgreementType, FrameworkDocumentType, FrameworkLineType } from './framework-agreement.type';
import { FrameworkRevisionType } from './framework-revision.type';
import { FrameworkLineReader } from './line-reader';
import { FrameworkPaperReader } from './paper-reader';

// Call-offs and signatures leave the framework's version alone: of two verbs in one request each reads what it left.
const cache = false;

@Resolver(() => FrameworkAgreementType)
export class FrameworkLinesFields {
  constructor(private readonly lineReader: FrameworkLineReader) {}

  @ResolveField(() => MoneyType)
  freight(@Parent() framework: FrameworkRow): MoneyType {
    return formatMoney({ fen: framework.freightFen, currency: 'CNY' });
  }

  @ResolveField(() => PaymentPlanType)
  paymentPlan(@Parent() framework: FrameworkRow): PaymentPlanType {
    return shownPlan(framework);
  }

  @ResolveField(() => [FrameworkLineType])
  lines(
    @Parent() framework: FrameworkRow,
    @Context('scope') scope: RequestScope,
  ): Promise<FrameworkLineType[]> {
    const loader = () =>
      new DataLoader((asked: readonly FrameworkRow[]) => this.lineReader.linesOf(asked), { cache });
    return scope.loader(this, loader).load(framework);
  }
}

@Resolver(() => FrameworkAgreementType)
export class FrameworkDocumentsField {
  constructor(private readonly papers: FrameworkPaperReader) {}

  @ResolveField(() => [FrameworkDocumentType], {
    description: 'The agreement’s text and those of its revisions',
  })
  documents(
    @Parent() framework: FrameworkRow,
    @Context('scope') scope: RequestScope,
  ): Promise<FrameworkDocumentType[]> {
    const loader = () =>
      new DataLoader((asked: readonly FrameworkRow[]) => this.papers.documentsOf(asked), { cache });
    return scope.loader(this, loader).load(framework);
  }
}

@Resolver(() => FrameworkAgreementType)
export class FrameworkRevisionsField {
  constructor(private readonly papers: FrameworkPaperReader) {}

  @ResolveField(() => [FrameworkRevisionType])
  revisions(
    @Parent() framework: FrameworkRow,
    @Context('scope') scope: RequestScope,
  ): Promise<FrameworkRevisionType[]> {
    const loader = () =>
      new DataLoader((asked: readonly FrameworkRow[]) => this.papers.revisionsOf(asked), { cache });
    return scope.loader(this, loader).load(framework);
  }
}
