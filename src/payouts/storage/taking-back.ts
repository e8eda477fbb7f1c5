import { Injectable } from '@nestjs/common';
import { Commands, type Actor, type Outcome } from '../../platform/index';
import { PayoutApproval } from './payout-approval';
import { PayoutStatements } from './payout-statements';

/** By whom it is taken back: by ourselves, or by the bank that did not pay. */
const OPERATIONS = { reopen: 'reopenPayoutStatement', fail: 'failPayout' } as const;

interface TakenBack {
  readonly idempotencyKey: string;
  readonly expectedVersion: number;
  readonly statementId: string;
  readonly note: string;
}

/** What was frozen or promised is free again, and is calculated and approved anew. */
@Injectable()
export class TakingBack {
  constructor(
    private readonly commands: Commands,
    private readonly statements: PayoutStatements,
    private readonly approval: PayoutApproval,
  ) {}

  execute(
    actor: Actor,
    verb: keyof typeof OPERATIONS,
    input: TakenBack,
  ): Promise<Outcome<{ statementId: string }>> {
    return this.commands.run({ operation: OPERATIONS[verb], actor, input }, async (tx) => {
      const statement = await this.statements.lock(tx, input.statementId);
      tx.expectVersion(statement, input.expectedVersion);
      await this.approval.takeBack(tx, actor, statement, verb, input.note);
      return { statementId: statement.id };
    });
  }
}
