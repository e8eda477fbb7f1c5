import { Context, Parent, ResolveField, Resolver } from '@nestjs/graphql';
import DataLoader from 'dataloader';
import { formatMoney } from '../../../libs/money/src/index';
import { Id, MoneyType, type RequestScope } from '../../platform/index';
import { CapitalCheckType } from '../../projects/index';
import { OperatingReader, type OperatingCheckRow, type OperatingRow } from '../storage/operating-reader';
import { OperatingRecordType } from './operating.type';

/** What stands on an operating record beside its own row. */
@Resolver(() => OperatingRecordType)
export class OperatingFields {
  constructor(private readonly reader: OperatingReader) {}

  @ResolveField(() => MoneyType, { description: '产值' })
  output(@Parent() { outputFen }: OperatingRow): MoneyType {
    return formatMoney({ fen: outputFen, currency: 'CNY' });
  }

  @ResolveField(() => MoneyType, { description: '实缴税款' })
  tax(@Parent() { taxFen }: OperatingRow): MoneyType {
    return formatMoney({ fen: taxFen, currency: 'CNY' });
  }

  @ResolveField(() => [CapitalCheckType])
  checks(
    @Parent() { id }: OperatingRow,
    @Context('scope') scope: RequestScope,
  ): Promise<readonly CapitalCheckType[]> {
    return this.loaders(scope).checks.load(id);
  }

  @ResolveField(() => [Id], { description: 'Papers of the project it rests on' })
  async evidenceIds(
    @Parent() { id }: OperatingRow,
    @Context('scope') scope: RequestScope,
  ): Promise<string[]> {
    const papers = await this.loaders(scope).papers.load(id);
    return papers.map(({ evidenceId }) => evidenceId);
  }

  private loaders(scope: RequestScope) {
    const grouped = <Row extends { recordId: string }>(ask: (ids: readonly string[]) => Promise<Row[]>) =>
      new DataLoader<string, Row[]>(async (ids) => {
        const rows = await ask(ids);
        return ids.map((id) => rows.filter(({ recordId }) => recordId === id));
      });
    return scope.loader(this, () => ({
      checks: grouped<OperatingCheckRow>((ids) => this.reader.checks(ids)),
      papers: grouped((ids) => this.reader.papers(ids)),
    }));
  }
}
