import { Errand, type Runs } from '../../platform/index';
import { FOLLOW_INTENT } from '../domain/errands';
import { IntentFollowing } from '../storage/intent-following';

@Errand({ name: FOLLOW_INTENT })
export class FollowIntent implements Runs {
  constructor(private readonly following: IntentFollowing) {}

  run(id: string): Promise<void> {
    return this.following.follow(id);
  }
}
