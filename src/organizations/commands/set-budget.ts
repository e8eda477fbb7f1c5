import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { Args, Field, InputType, Int, Mutation, ObjectType, Resolver } from '@nestjs/graphql';
import { formatMoney } from '../../../libs/money/src/index';
import { refuse } from '../../../libs/workflow/src/index';
import {
  Allow,
  Audit,
  CommandInput,
  Commands,
  CurrentActor,
  Database,
  Id,
  MoneyInput,
  Payload,
  answer,
  badInput,
  type Actor,
  type Outcome,
} from '../../platform/index';
import { BudgetType, budgetType } from '../api/budget.type';
import { fenOf } from '../api/money';
import { budgetRefusals } from '../domain/budget.refusals';
import { organizationRefusals } from '../domain/organization.refusals';
import { Role } from '../domain/role';
import { BudgetRow } from '../storage/budget.entity';
import { BudgetCards } from '../storage/budget-cards';
import { Budgets } from '../storage/budgets';
import { Organizations } from '../storage/organizations';

@InputType()
export class SetBudgetInput extends CommandInput {
  @Field(() => Id, { description: 'One’s own organization or one of its units' })
  unitId!: string;

  @Field(() => Int)
  year!: number;

  @Field(() => MoneyInput, { description: 'Zero is zero, not unlimited' })
  limit!: MoneyInput;

  @Field(() => Int, { nullable: true, description: 'Of the budget that exists already' })
  expectedVersion?: number | null;
}

@ObjectType()
export class SetBudgetPayload extends Payload {
  @Field(() => BudgetType, { nullable: true })
  budget?: BudgetType | null;
}

@Injectable()
export class SetBudget {
  constructor(
    private readonly commands: Commands,
    private readonly organizations: Organizations,
    private readonly budgets: Budgets,
    private readonly audit: Audit,
  ) {}

  execute(actor: Actor, input: SetBudgetInput): Promise<Outcome<{ budgetId: string }>> {
    return this.commands.run({ operation: 'setBudget', actor, input }, async (tx) => {
      const { unitId, year } = input;
      if (year < 2000 || year > 2199)
        throw badInput(['year'], {
          zh: '年度应在 2000–2199 之间',
          en: 'A year between 2000 and 2199 is expected',
        });
      await this.organizations.requireOwnUnit(tx, actor, unitId, ['unitId']);
      const limitFen = fenOf(input.limit, ['limit']);
      await tx.query('SELECT FROM organizations WHERE id = $1 FOR NO KEY UPDATE', [unitId]);
      const budget = await tx.manager.findOne(BudgetRow, {
        where: { unitId, year },
        lock: { mode: 'pessimistic_write' },
      });
      const budgetId = budget?.id ?? randomUUID();
      const reservedFen = budget?.reservedFen ?? (await this.budgets.takenUnderLock(tx, { unitId, year }));
      if (!budget) {
        requireAbove(limitFen, reservedFen);
        await tx.add(BudgetRow, {
          id: budgetId,
          unitId,
          year,
          limitFen,
          reservedFen,
          setBy: actor.memberId,
          version: 1,
        });
      } else {
        if (await this.organizations.isAbove(tx, budget.setBy, actor.organizationId))
          refuse(organizationRefusals.SET_ABOVE(['unitId']));
        requireAbove(limitFen, reservedFen);
        await tx.change(BudgetRow, budget, { limitFen, setBy: actor.memberId }, input.expectedVersion ?? 0);
      }
      await this.audit.record(tx, {
        actor,
        action: 'setBudget',
        subjectKind: 'Budget',
        subjectId: budgetId,
        data: { unitId, year, limitFen: limitFen.toString() },
      });
      return { budgetId };
    });
  }
}

@Resolver()
export class SetBudgetResolver {
  constructor(
    private readonly useCase: SetBudget,
    private readonly cards: BudgetCards,
    private readonly database: Database,
  ) {}

  @Allow(Role.BUYER_APPROVER)
  @Mutation(() => SetBudgetPayload)
  async setBudget(
    @Args('input') input: SetBudgetInput,
    @CurrentActor() actor: Actor,
  ): Promise<SetBudgetPayload> {
    return answer(await this.useCase.execute(actor, input), async ({ budgetId }) => ({
      budget: budgetType(await this.cards.find(this.database, budgetId)),
    }));
  }
}

function requireAbove(limitFen: bigint, reservedFen: bigint): void {
  if (limitFen >= reservedFen) return;
  const { amount } = formatMoney({ fen: reservedFen, currency: 'CNY' });
  refuse(budgetRefusals.BUDGET_BELOW_RESERVED({ reserved: amount }, ['limit']));
}
