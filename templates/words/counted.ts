/** '1 day', '2 days': a number with what it counts, in English. */
export const counted = (n: number | string | bigint, one: string): string => `${n} ${one}${`${n}` === '1' ? '' : 's'}`;
