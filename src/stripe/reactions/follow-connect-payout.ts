import { Errand, type Runs } from '../../platform/index';
import { FOLLOW_CONNECT_PAYOUT } from '../domain/errands';
import { PayoutFollowing } from '../storage/payout-following';

@Errand({ name: FOLLOW_CONNECT_PAYOUT })
export class FollowConnectPayout implements Runs {
  constructor(private readonly following: PayoutFollowing) {}

  run(id: string): Promise<void> {
    return this.following.follow(id);
  }
}
