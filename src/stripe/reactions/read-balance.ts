import { Errand, type Runs } from '../../platform/index';
import { READ_BALANCE } from '../domain/errands';
import { BalanceReading } from '../storage/balance-reading';

@Errand({ name: READ_BALANCE })
export class ReadBalance implements Runs {
  constructor(private readonly reading: BalanceReading) {}

  run(): Promise<void> {
    return this.reading.read();
  }
}
