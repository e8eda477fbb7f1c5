import { Field, Int, ObjectType, registerEnumType } from '@nestjs/graphql';
import { BusinessDay, Id, Payload, Timestamp, type BusinessDate } from '../../platform/index';
import { LAYOUTS } from '../data/shipped-layouts';
import { statementStates, type StatementState } from '../domain/statement.states';
import type { StatementRow } from '../storage/bank-statements';

const StatementStateEnum = Object.fromEntries(statementStates.states.map((state) => [state, state])) as {
  [State in StatementState]: State;
};
registerEnumType(StatementStateEnum, { name: 'BankStatementState' });

/** One of the layouts that are data; which of them hold on a day is asked when a statement is staged. */
export type BankLayout = string;
export const BankLayoutEnum: Readonly<Record<string, BankLayout>> = Object.fromEntries(
  LAYOUTS.map(({ code }) => [code, code]),
);
registerEnumType(BankLayoutEnum, {
  name: 'BankLayout',
  description: '对账单格式: by which headings a bank’s statement is read',
  valuesMap: Object.fromEntries(LAYOUTS.map(({ code, zh, en }) => [code, { description: `${zh}: ${en}` }])),
});

@ObjectType('BankStatementError')
export class BankStatementErrorType {
  @Field(() => Int)
  rowNo!: number;

  @Field()
  cell!: string;

  @Field()
  code!: string;

  @Field({ description: 'In the caller’s language' })
  message!: string;
}

@ObjectType('BankStatementRefusal')
export class BankStatementRefusalType {
  @Field()
  code!: string;

  @Field()
  message!: string;
}

@ObjectType('BankStatement', {
  description: '对账单: what the bank says of an account in custody, booked as a whole or not at all',
})
export class BankStatementType {
  @Field(() => Id)
  id!: string;

  @Field(() => Int)
  version!: number;

  @Field(() => StatementStateEnum)
  state!: StatementState;

  @Field({ description: 'Of the account in custody' })
  lastFour!: string;

  @Field(() => BankLayoutEnum)
  layout!: BankLayout;

  @Field(() => BusinessDay)
  firstOn!: BusinessDate;

  @Field(() => BusinessDay)
  lastOn!: BusinessDate;

  @Field(() => Int, { nullable: true, description: 'Lines to read; null until they are counted' })
  rowsFound!: number | null;

  @Field(() => Int, { description: 'So far, while it is being read' })
  rowsRead!: number;

  @Field(() => Int, { description: 'Lines no earlier statement brought; known once it is checked' })
  linesNew!: number;

  @Field(() => Timestamp)
  stagedAt!: Date;

  @Field(() => Timestamp, { nullable: true })
  decidedAt!: Date | null;
}

@ObjectType()
export class BankStatementPayload extends Payload {
  @Field(() => BankStatementType, { nullable: true })
  statement?: StatementRow | null;
}
