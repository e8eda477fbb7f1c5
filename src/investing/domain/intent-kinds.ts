/** 新建、扩建、转移: what is to be done. */
export const INTENT_KINDS = ['NEW', 'EXPANSION', 'RELOCATION'] as const;
export type IntentKind = (typeof INTENT_KINDS)[number];

/** How far the enterprise has come with itself: it looks around, has decided, has the money. */
export const INTENT_STAGES = ['EXPLORING', 'DECIDED', 'FUNDED'] as const;
export type IntentStage = (typeof INTENT_STAGES)[number];

/** What a park says to an intent. */
export const RELEASE_ANSWERS = ['INTERESTED', 'DECLINED'] as const;
export type ReleaseAnswer = (typeof RELEASE_ANSWERS)[number];

/** A plot of land, or a plant, as parks have them. */
export type SlotKindWanted = 'LAND' | 'PLANT';
