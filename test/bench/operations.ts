/** What a buyer's screen asks for, word for word the same in every run. */
const LOT_FIELDS = `id productName categoryCode certificateNo grade harvestedOn expiresOn recognised
  available { value unit } origin { code name fullName } supplier { id name }
  certificates { kind number validTo }
  terms { listingVersionId ladder { from { value unit } unitPrice { amount currency } } priceUnit vatRate
    moq { value unit } packSize { value unit } freight { kind amount { amount currency } } onSaleFrom onSaleTo leadDays }`;

export const PAGE = `query Page($first: Int!, $after: Cursor, $filter: LotFilter) {
  lots(first: $first, after: $after, filter: $filter) {
    edges { node { ${LOT_FIELDS} } } pageInfo { hasNextPage endCursor } } }`;

export const ONE = `query One($id: UUID!) { lot(id: $id) { ${LOT_FIELDS} } }`;

export const PLACE = `mutation Place($input: PlaceOrderInput!) {
  placeOrder(input: $input) { orders { id number state version } refusals { code path message } } }`;

export const PROGRESS = `query Progress($id: UUID!) { progress(agreementId: $id) {
  committed { amount } total { gross { amount } reversals { amount } net { amount } provisional { amount } } pending { orders } } }`;

export const AGREEMENT = `query Agreement($id: UUID!) { annualAgreement(id: $id) { id year state version } }`;

export const SIGN_IN = `mutation SignIn($input: SignInInput!) {
  signIn(input: $input) { tokens { accessToken } refusals { code } } }`;
