import { Errand, type Runs } from '../../platform/index';
import { FOLLOW_REFUND } from '../domain/errands';
import { RefundFollowing } from '../storage/refund-following';

@Errand({ name: FOLLOW_REFUND })
export class FollowRefund implements Runs {
  constructor(private readonly following: RefundFollowing) {}

  run(id: string): Promise<void> {
    return this.following.follow(id);
  }
}
