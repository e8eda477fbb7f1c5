/** Grades of farm goods, best first; who asks for one takes every better one too. */
export const GRADES_BEST_FIRST = ['特级', '一级', '二级', '三级'] as const;

export const isGrade = (word: string): boolean => (GRADES_BEST_FIRST as readonly string[]).includes(word);
