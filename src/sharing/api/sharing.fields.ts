import { Context, Parent, ResolveField, Resolver } from '@nestjs/graphql';
import DataLoader from 'dataloader';
import { formatMoney } from '../../../libs/money/src/index';
import { Id, type RequestScope } from '../../platform/index';
import { SharingReader, type ContractRow, type StatementRow } from '../storage/sharing-reader';
import {
  SharedJobsType,
  SharedMoneyType,
  SharingContractType,
  SharingSignatureType,
  SharingStatementType,
} from './sharing.type';

const money = (fen: bigint) => formatMoney({ fen, currency: 'CNY' });
const grouped = <Row extends { readonly id: string }>(ask: (ids: readonly string[]) => Promise<Row[]>) =>
  new DataLoader<string, Row[]>(async (ids) => {
    const rows = await ask(ids);
    return ids.map((id) => rows.filter((row) => row.id === id));
  });

@Resolver(() => SharingContractType)
export class SharingContractFields {
  constructor(private readonly reader: SharingReader) {}

  @ResolveField(() => [SharingSignatureType])
  signatures(
    @Parent() { id }: ContractRow,
    @Context('scope') scope: RequestScope,
  ): Promise<SharingSignatureType[]> {
    return scope.loader(this, () => grouped((ids) => this.reader.signatures('contract', ids))).load(id);
  }
}

@Resolver(() => SharingStatementType)
export class SharingStatementFields {
  constructor(private readonly reader: SharingReader) {}

  @ResolveField(() => SharedMoneyType, { description: '产值' })
  output(@Parent() row: StatementRow): SharedMoneyType {
    return { whole: money(row.outputFen), east: money(row.outputFenEast), west: money(row.outputFenWest) };
  }

  @ResolveField(() => SharedMoneyType, { description: '税收' })
  tax(@Parent() row: StatementRow): SharedMoneyType {
    return { whole: money(row.taxFen), east: money(row.taxFenEast), west: money(row.taxFenWest) };
  }

  @ResolveField(() => SharedJobsType, { description: '就业' })
  jobs(@Parent() { jobs, jobsEast, jobsWest }: StatementRow): SharedJobsType {
    return { whole: Number(jobs), east: Number(jobsEast), west: Number(jobsWest) };
  }

  @ResolveField(() => [SharingSignatureType])
  signatures(
    @Parent() { id }: StatementRow,
    @Context('scope') scope: RequestScope,
  ): Promise<SharingSignatureType[]> {
    return this.loaders(scope).signatures.load(id);
  }

  @ResolveField(() => [Id], { description: 'The frozen list of operating records' })
  async recordIds(@Parent() { id }: StatementRow, @Context('scope') scope: RequestScope): Promise<string[]> {
    return (await this.loaders(scope).records.load(id)).map(({ recordId }) => recordId);
  }

  private loaders(scope: RequestScope) {
    return scope.loader(this, () => ({
      signatures: grouped((ids) => this.reader.signatures('statement', ids)),
      records: grouped((ids) => this.reader.records(ids)),
    }));
  }
}
