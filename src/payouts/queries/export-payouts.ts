import { Controller, Get, Param, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { BankAccounts, Role } from '../../organizations/index';
import { Allow, CurrentActor, Database, Exports, notFound, type Actor } from '../../platform/index';
import { membersSheet, statementSheet } from '../api/statement-sheets';
import { yuan } from '../api/yuan';
import { MemberShareLists } from '../storage/member-share-lists';
import { PAYOUT_READERS, StatementReader } from '../storage/statement-reader';
import { TransferFiles } from '../storage/transfer-files';

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** GET /payouts/:id/statement.xlsx, as its reader sees it; GET /payouts/files/:id/transfers.csv, for the bank. */
@Controller('payouts')
export class ExportPayouts {
  constructor(
    private readonly statements: StatementReader,
    private readonly shares: MemberShareLists,
    private readonly files: TransferFiles,
    private readonly accounts: BankAccounts,
    private readonly database: Database,
    private readonly exports: Exports,
  ) {}

  @Get(':id/statement.xlsx')
  @Allow(...PAYOUT_READERS)
  async statement(@CurrentActor() actor: Actor, @Param('id') id: string, @Res() reply: FastifyReply) {
    if (!UUID.test(id)) throw notFound();
    const statement = await this.statements.visibleTo(actor, id);
    const lines = await this.statements.lines(statement, { after: null, fetch: null });
    const { shareListId, number } = statement;
    const shares = shareListId === null ? [] : await this.shares.of(shareListId);
    const members = shares.length === 0 ? [] : [membersSheet(statement, shares)];
    const taken = { what: 'PAYOUT_STATEMENT', name: `结算单-${number}`, filter: { statementId: id } };
    return this.exports.xlsx(reply, actor, taken, [statementSheet(statement, lines), ...members]);
  }

  /** The one place where whole account numbers leave: to the bank, by those who pay, and it is written down who took them. */
  @Get('files/:id/transfers.csv')
  @Allow(Role.FINANCE)
  async transfers(@CurrentActor() actor: Actor, @Param('id') id: string, @Res() reply: FastifyReply) {
    const file = UUID.test(id) ? await this.files.find(id) : null;
    if (!file) throw notFound();
    const transfers = await this.files.rows(this.database, id);
    const rows = await Promise.all(
      transfers.map(async ({ number, accountId, holderName, bankName, fen }) => [
        number,
        holderName,
        await this.accounts.numberOf(this.database, accountId),
        bankName,
        yuan(fen).amount,
        'CNY',
        `结算款 ${number}`,
      ]),
    );
    const headings = ['结算单号', '收款户名', '收款账号', '开户银行', '金额（元）', '币种', '附言'];
    const columns = headings.map((heading, at) => ({ heading, kind: at === 4 ? 'MONEY' : 'TEXT' }) as const);
    const sheet = { name: '付款', title: '付款文件', columns, rows };
    return this.exports.csv(
      reply,
      actor,
      { what: 'TRANSFER_FILE', name: `付款文件-${id.slice(0, 8)}`, filter: { fileId: id } },
      sheet,
    );
  }
}
