/** Names of communes by the code of their province. */
export const communesByProvince: Readonly<Record<string, readonly string[]>> = {};
