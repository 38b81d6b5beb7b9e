// Requests for money, their verification and payment, recoveries, and the year's budget: the words of all their pages.

import { budgetWords } from './disbursements-budget.ts';
import { formWords } from './disbursements-form.ts';
import { recoveriesWords } from './disbursements-recoveries.ts';
import { requestWords } from './disbursements-request.ts';
import { stepsWords } from './disbursements-steps.ts';
import type { Language } from './words.ts';

const vi = {
  ...formWords.vi,
  ...requestWords.vi,
  ...stepsWords.vi,
  ...recoveriesWords.vi,
  ...budgetWords.vi,
};

const en: typeof vi = {
  ...formWords.en,
  ...requestWords.en,
  ...stepsWords.en,
  ...recoveriesWords.en,
  ...budgetWords.en,
};

export const disbursementWords: Record<Language, typeof vi> = { vi, en };
