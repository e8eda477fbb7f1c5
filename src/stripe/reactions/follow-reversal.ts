import { Errand, type Runs } from '../../platform/index';
import { FOLLOW_REVERSAL } from '../domain/errands';
import { ReversalFollowing } from '../storage/reversal-following';

@Errand({ name: FOLLOW_REVERSAL })
export class FollowReversal implements Runs {
  constructor(private readonly following: ReversalFollowing) {}

  run(id: string): Promise<void> {
    return this.following.follow(id);
  }
}
