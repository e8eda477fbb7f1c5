import { Context, Parent, ResolveField, Resolver } from '@nestjs/graphql';
import DataLoader from 'dataloader';
import { formatMoney } from '../../../libs/money/src/index';
import { Database, MoneyType, type RequestScope } from '../../platform/index';
import { importErrorText } from '../domain/import-errors';
import { ClaimImports, type ImportRow } from '../storage/claim-imports';
import { ClaimImportErrorType, ClaimImportRefusalType, ClaimImportType } from './claim-import.type';

const FIRST = 50;

@Resolver(() => ClaimImportType)
export class ClaimImportFields {
  constructor(
    private readonly imports: ClaimImports,
    private readonly database: Database,
  ) {}

  @ResolveField(() => MoneyType, { description: 'Of the good rows' })
  goodAmount(@Parent() { goodFen }: ImportRow): MoneyType {
    return formatMoney({ fen: goodFen, currency: 'CNY' });
  }

  @ResolveField(() => ClaimImportRefusalType, {
    nullable: true,
    description: 'Why the file is not taken at all',
  })
  refusal(
    @Parent() { refusal }: ImportRow,
    @Context('scope') scope: RequestScope,
  ): ClaimImportRefusalType | null {
    if (refusal === null) return null;
    const { code, ...texts } = JSON.parse(refusal) as { code: string; zh: string; en: string };
    return { code, message: texts[scope.locale] };
  }

  @ResolveField(() => [ClaimImportErrorType], {
    description: `The first ${FIRST}; all of them at GET /claim-imports/:id/errors.xlsx`,
  })
  async errors(
    @Parent() { id }: ImportRow,
    @Context('scope') scope: RequestScope,
  ): Promise<ClaimImportErrorType[]> {
    const loader = () =>
      new DataLoader((ids: readonly string[]) =>
        Promise.all(ids.map((one) => this.imports.errors(this.database, one, FIRST))),
      );
    const rows = await scope.loader(this, loader).load(id);
    return rows.map((row) => ({ ...row, message: importErrorText(row.code)[scope.locale] }));
  }
}
