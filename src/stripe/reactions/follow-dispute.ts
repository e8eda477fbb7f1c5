import { Errand, type Runs } from '../../platform/index';
import { FOLLOW_DISPUTE } from '../domain/errands';
import { DisputeFollowing } from '../storage/dispute-following';

@Errand({ name: FOLLOW_DISPUTE })
export class FollowDispute implements Runs {
  constructor(private readonly following: DisputeFollowing) {}

  run(id: string): Promise<void> {
    return this.following.lookAgain(id);
  }
}
