// In which way papers are drawn. A paper must have the same bytes whenever it is drawn again, so it keeps the way of its first time.

/**
 * The way in which papers are drawn that were never drawn before. Whoever changes what is drawn raises it, and keeps the way before
 * beside the new one where `drawnBy` says so.
 *
 * 2: orders draw the columns of their form, C2-02a or C2-02b; recoveries say on which account to repay; what a demonstration made says so;
 * the date stands on one line; and what stands under a text brings two lines of it along to a new page.
 */
export const presentDrawing = 2;

/** Whether a paper is drawn in this way or a later one; one that names none is drawn in the present way. */
export const drawnBy = (version: number, { drawing = presentDrawing }: { readonly drawing?: number }): boolean =>
  drawing >= version;
