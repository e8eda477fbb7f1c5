/** On `forward-supply:<id>`; each carries forwardSupplyId, productId, supplierId. */
export const FORWARD_SUPPLY_EVENTS = {
  announced: 'HarvestAnnounced',
  revise: 'AnnouncementRevised',
  certify: 'HarvestCertified',
  fulfil: 'AnnouncementFulfilled',
  shrink: 'AnnouncementShrunk',
  withdraw: 'AnnouncementWithdrawn',
} as const;
