import { Errand, type Runs } from '../../platform/index';
import { PLACE_CONNECT_TRANSFER } from '../domain/errands';
import { TransferFollowing } from '../storage/transfer-following';
import { TransferPlacing } from '../storage/transfer-placing';

@Errand({ name: PLACE_CONNECT_TRANSFER })
export class PlaceConnectTransfer implements Runs {
  constructor(
    private readonly placing: TransferPlacing,
    private readonly following: TransferFollowing,
  ) {}

  async run(intentId: string): Promise<void> {
    const transferId = await this.placing.place(intentId);
    if (transferId !== null) await this.following.follow(transferId);
  }
}
