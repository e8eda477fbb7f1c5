import { Errand, type Runs } from '../../platform/index';
import { FOLLOW_CONNECT_ACCOUNT } from '../domain/errands';
import { AccountFollowing } from '../storage/account-following';

@Errand({ name: FOLLOW_CONNECT_ACCOUNT })
export class FollowConnectAccount implements Runs {
  constructor(private readonly following: AccountFollowing) {}

  run(id: string): Promise<void> {
    return this.following.follow(id);
  }
}
