// What of an agreement can be asked to be amended (Decree 268/2025, Điều 17): never its goal, never more budget money.

export const amendmentKinds = ['time', 'lines', 'member', 'earlyEnd'] as const;
export type AmendmentKind = (typeof amendmentKinds)[number];
