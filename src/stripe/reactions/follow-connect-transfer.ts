import { Errand, type Runs } from '../../platform/index';
import { FOLLOW_CONNECT_TRANSFER } from '../domain/errands';
import { TransferFollowing } from '../storage/transfer-following';

@Errand({ name: FOLLOW_CONNECT_TRANSFER })
export class FollowConnectTransfer implements Runs {
  constructor(private readonly following: TransferFollowing) {}

  run(id: string): Promise<void> {
    return this.following.follow(id);
  }
}
