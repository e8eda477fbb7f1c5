import { Injectable } from '@nestjs/common';
import type { PlanDetails } from '../../../libs/payment-plan/src/index';
import { refuse, type Refusal, type RefusalPath } from '../../../libs/workflow/src/index';
import { businessDateOf, type Tx } from '../../platform/index';
import { ratioOf, Regions } from '../../regions/index';
import { paymentsRefusals } from '../domain/payments.refusals';

/** The least share of a contract's total that a deposit is, by the rule of the day the plan is said. */
@Injectable()
export class DepositFloor {
  constructor(private readonly regions: Regions) {}

  async require(tx: Tx, plan: Pick<PlanDetails, 'depositPercent'>, path: RefusalPath): Promise<void> {
    const below = await this.refusal(tx, plan, path);
    if (below) refuse(below);
  }

  async refusal(
    tx: Tx,
    { depositPercent }: Pick<PlanDetails, 'depositPercent'>,
    path: RefusalPath,
  ): Promise<Refusal | null> {
    if (depositPercent === null) return null;
    const rule = await this.regions.rule('DEPOSIT_LEAST_SHARE', businessDateOf(tx.at), undefined, tx);
    const { numerator, denominator } = ratioOf(rule);
    if (BigInt(depositPercent) * denominator >= numerator * 100n) return null;
    return paymentsRefusals.DEPOSIT_BELOW_FLOOR({ least: percentOf(ratioOf(rule)) }, [
      ...path,
      'depositPercent',
    ]);
  }
}

/** 0.125 is 12.5%. */
function percentOf({ numerator, denominator }: ReturnType<typeof ratioOf>): string {
  const hundredths = (numerator * 10_000n) / denominator;
  const part = (hundredths % 100n).toString().padStart(2, '0').replace(/0+$/, '');
  return `${hundredths / 100n}${part ? `.${part}` : ''}%`;
}
