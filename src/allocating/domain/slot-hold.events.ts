/** What holds publish on the stream `slot-hold:<id>`; each carries holdId, slotId, parkId, intentId. Only for the product itself: intents are confidential. */
export const slotHoldEvents = {
  held: 'SlotHeld',
  /** The enterprise accepted. */
  allocated: 'SlotAllocated',
  occupied: 'SlotOccupied',
  /** By whatever end; carries endedAs too. */
  released: 'SlotReleased',
} as const;

export const slotHoldStream = (holdId: string) => `slot-hold:${holdId}`;
