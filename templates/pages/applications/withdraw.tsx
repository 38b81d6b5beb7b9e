// Before an application is withdrawn: what that means.

import { type Frame, Layout } from '../../layout.tsx';
import { Form } from '../../parts/form.tsx';
import { type RefusalView, Refused } from '../../parts/refusal.tsx';
import { timeText } from '../../parts/when.ts';
import { applicationWords } from '../../words/applications.ts';
import { teamWords } from '../../words/team.ts';
import type { Language } from '../../words/words.ts';
import { type ApplicationHead, Crumbs } from './tasks.tsx';

export type WithdrawView = {
  head: ApplicationHead;
  mayWithdraw: boolean;
  /** It was withdrawn: until when it may be taken back, and the step to which that leads; null where it may not. */
  undo: { until: string; backTo: string } | null;
  /** Until when the call still takes applications; null when it does not. */
  openUntil: string | null;
  formKey: string;
  refusal: RefusalView | null;
};

export function WithdrawPage({ frame, withdraw }: { frame: Frame; withdraw: WithdrawView }) {
  const { language } = frame;
  const w = applicationWords[language];
  const { head, undo } = withdraw;
  const title = undo === null ? w.withdrawTitle : w.undoTitle;
  return (
    <Layout frame={frame} title={title} here="work">
      <Crumbs head={head} language={language} list />
      <Refused refusal={withdraw.refusal} language={language} />
      <h1>{title}</h1>
      <p class="lead">{head.title === '' ? head.code : `${head.title} (${head.code})`}</p>
      {undo !== null ? (
        <Form action={`${head.base}/application/undo-withdrawal`} formKey={withdraw.formKey} class="after">
          <p>{w.undoText(timeText(undo.until))}</p>
          <p>{w.undoTo(undo.backTo)}</p>
          <p class="buttons">
            <button class="button" type="submit">
              {w.undoYes}
            </button>
            <a href={head.base}>{w.openDossier}</a>
          </p>
        </Form>
      ) : withdraw.mayWithdraw ? (
        <Form action={`${head.base}/application/withdraw`} formKey={withdraw.formKey} class="after">
          <p>{w.withdrawText}</p>
          {withdraw.openUntil !== null && <p>{w.withdrawOpen(timeText(withdraw.openUntil))}</p>}
          <p class="buttons">
            <button class="button" type="submit">
              {w.withdrawYes}
            </button>
            <a href={`${head.base}/application`}>{w.withdrawNo}</a>
          </p>
        </Form>
      ) : (
        <p class="after">
          {notNow(head, language)} <a href={head.base}>{w.openDossier}</a>
        </p>
      )}
    </Layout>
  );
}

/** Why it cannot be withdrawn: it is for an owner to do, or not possible at this step. */
const notNow = ({ role }: ApplicationHead, language: Language): string =>
  role === 'editor' || role === 'viewer' ? teamWords[language].may[role] : applicationWords[language].withdrawNotNow;
