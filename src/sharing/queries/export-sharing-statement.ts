import { Controller, Get, Param, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { Organizations } from '../../organizations/index';
import { AGREEMENT_READERS } from '../../pairing/index';
import { Allow, CurrentActor, Database, Exports, notFound, type Actor } from '../../platform/index';
import { linesSheet, sharesSheet, signaturesSheet, type PrintedStatement } from '../api/statement-sheets';
import { SharingReader } from '../storage/sharing-reader';

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** GET /sharing-statements/:id/statement.xlsx: 年度核算表 with its list and signatures, for whom `sharingStatement` shows it; .csv the list. */
@Controller('sharing-statements')
export class ExportSharingStatement {
  constructor(
    private readonly reader: SharingReader,
    private readonly organizations: Organizations,
    private readonly database: Database,
    private readonly exports: Exports,
  ) {}

  @Get(':id/statement.xlsx')
  @Allow(...AGREEMENT_READERS)
  async download(@CurrentActor() actor: Actor, @Param('id') id: string, @Res() reply: FastifyReply) {
    const printed = await this.printed(actor, id);
    const sheets = [sharesSheet(printed), linesSheet(printed), signaturesSheet(printed)];
    return this.exports.xlsx(reply, actor, takenOf(printed), sheets);
  }

  @Get(':id/statement.csv')
  @Allow(...AGREEMENT_READERS)
  async table(@CurrentActor() actor: Actor, @Param('id') id: string, @Res() reply: FastifyReply) {
    const printed = await this.printed(actor, id);
    return this.exports.csv(reply, actor, takenOf(printed), linesSheet(printed));
  }

  private async printed(actor: Actor, id: string): Promise<PrintedStatement> {
    const statement = UUID.test(id) ? await this.reader.statement(actor, id) : null;
    const contract = statement && (await this.reader.contract(actor, statement.contractId));
    if (!contract) throw notFound();
    const signatures = await this.reader.signatures('statement', [id]);
    const houses = await this.organizations.many(
      this.database,
      signatures.map(({ organizationId }) => organizationId),
    );
    return {
      statement,
      contract,
      signatures,
      parkName: await this.reader.parkOf(contract),
      lines: await this.reader.lines(actor, id),
      nameOf: (organizationId) => houses.get(organizationId)?.name ?? organizationId,
    };
  }
}

const takenOf = ({ statement: { id, year, number } }: PrintedStatement) => ({
  what: 'SHARING_STATEMENT',
  name: `飞地利益核算表-${year}-${number}`,
  filter: { statementId: id },
});
