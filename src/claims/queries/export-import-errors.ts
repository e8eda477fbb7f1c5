import { Controller, Get, Param, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { Role } from '../../organizations/index';
import {
  Allow,
  CurrentActor,
  CurrentScope,
  Database,
  Exports,
  notFound,
  type Actor,
  type RequestScope,
  type Sheet,
} from '../../platform/index';
import { EXPLANATION, IMPORT_COLUMNS } from '../domain/import-columns';
import { importErrorText } from '../domain/import-errors';
import { ClaimImports } from '../storage/claim-imports';

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
/** Every cell of every row wrong would be more than a sheet of errors is read for. */
const MOST = 100_000;

/** GET /claim-imports/template.xlsx to fill in; GET /claim-imports/:id/errors.xlsx or .csv: cell by cell what is wrong. */
@Controller('claim-imports')
export class ExportImportErrors {
  constructor(
    private readonly imports: ClaimImports,
    private readonly database: Database,
    private readonly exports: Exports,
  ) {}

  @Get('template.xlsx')
  @Allow(Role.BUYER_CLERK, Role.BUYER_APPROVER)
  template(@CurrentActor() actor: Actor, @Res() reply: FastifyReply) {
    return this.exports.xlsx(
      reply,
      actor,
      { what: 'CLAIM_TEMPLATE', name: '平台外采购申报模板', filter: {} },
      TEMPLATE,
    );
  }

  @Get(':id/errors.xlsx')
  @Allow(Role.BUYER_CLERK, Role.BUYER_APPROVER)
  async workbook(
    @CurrentActor() actor: Actor,
    @CurrentScope() scope: RequestScope,
    @Param('id') id: string,
    @Res() reply: FastifyReply,
  ) {
    return this.exports.xlsx(reply, actor, taken(id), [await this.sheet(actor, scope, id)]);
  }

  @Get(':id/errors.csv')
  @Allow(Role.BUYER_CLERK, Role.BUYER_APPROVER)
  async table(
    @CurrentActor() actor: Actor,
    @CurrentScope() scope: RequestScope,
    @Param('id') id: string,
    @Res() reply: FastifyReply,
  ) {
    return this.exports.csv(reply, actor, taken(id), await this.sheet(actor, scope, id));
  }

  private async sheet(actor: Actor, { locale }: RequestScope, id: string): Promise<Sheet> {
    const table = UUID.test(id) ? await this.imports.visibleTo(actor, id) : null;
    if (!table) throw notFound();
    const errors = await this.imports.errors(this.database, id, MOST);
    return {
      name: '错误',
      title: '平台外采购申报导入：错误清单',
      columns: [
        { heading: '行', kind: 'WHOLE' },
        { heading: '单元格', kind: 'TEXT', width: 10 },
        { heading: '代码', kind: 'TEXT', width: 26 },
        { heading: '原因', kind: 'TEXT', width: 60 },
      ],
      rows: errors.map(({ rowNo, cell, code }) => [String(rowNo), cell, code, importErrorText(code)[locale]]),
    };
  }
}

const taken = (importId: string) => ({
  what: 'CLAIM_IMPORT_ERRORS',
  name: '导入错误清单',
  filter: { importId },
});

/** Text columns, so that long numbers stay what they are. */
const TEMPLATE: readonly Sheet[] = [
  {
    name: '申报',
    title: '平台外采购申报（每行一个批次，最多 50000 行）',
    columns: IMPORT_COLUMNS.map(({ heading, width }) => ({ heading, width, kind: 'TEXT' as const })),
    rows: [IMPORT_COLUMNS.map(({ help }, index) => (index === 0 ? `${EXPLANATION}${help}` : help))],
  },
  {
    name: '填写说明',
    title: '填写说明 / Notes',
    columns: [
      { heading: '列', kind: 'TEXT', width: 28 },
      { heading: '说明', kind: 'TEXT', width: 60 },
      { heading: 'Notes', kind: 'TEXT', width: 90 },
    ],
    rows: IMPORT_COLUMNS.map(({ heading, help, en }) => [heading, help, en]),
  },
];
