import { refuse, type RefusalPath } from '../../../libs/workflow/src/index';
import { frameworkRefusals } from './framework.refusals';

/** When a framework ends: after a day, or on the day its notice does. */
export interface FrameworkEnd {
  readonly untilOn: string;
  readonly terminatesOn: string | null;
}

/** The day itself is asked, whether or not the clock has ended the agreement yet. */
export function requireNotOver(
  { untilOn, terminatesOn }: FrameworkEnd,
  today: string,
  path: RefusalPath,
): void {
  if (untilOn < today || (terminatesOn !== null && terminatesOn <= today))
    refuse(frameworkRefusals.PERIOD_OVER(path));
}
