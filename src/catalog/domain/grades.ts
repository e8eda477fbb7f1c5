/** Grades of farm goods, best first; whoever asks for one takes every better one too. */
export const GRADES_BEST_FIRST = ['特级', '一级', '二级', '三级'] as const;

/** 0 is the best; null is a word of the seller's own, which satisfies nobody who asks for a grade. */
export function gradeRank(grade: string): number | null {
  const rank = (GRADES_BEST_FIRST as readonly string[]).indexOf(grade);
  return rank < 0 ? null : rank;
}
