import { Errand, type Runs } from '../../platform/index';
import { READ_CONNECTED_BALANCE } from '../domain/errands';
import { ConnectedReading } from '../storage/connected-reading';

@Errand({ name: READ_CONNECTED_BALANCE })
export class ReadConnectedBalance implements Runs {
  constructor(private readonly reading: ConnectedReading) {}

  run(id: string): Promise<void> {
    return this.reading.read(id);
  }
}
