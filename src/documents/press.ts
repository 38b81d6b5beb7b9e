// What draws papers, and the fonts that they are set in.

export { applicationPaper } from '../../templates/papers/application.ts';
export { awardDecision } from '../../templates/papers/awardDecision.ts';
export { finalReport } from '../../templates/papers/finalReport.ts';
export { minutes } from '../../templates/papers/minutes.ts';
export { paymentOrder } from '../../templates/papers/paymentOrder.ts';
export { recoveryDecision } from '../../templates/papers/recoveryDecision.ts';
export { paperFonts } from './fonts.ts';
