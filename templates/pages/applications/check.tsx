// Everything as it will be handed in, what is missing, and the one button that hands it in.

import type { ShownSection } from '../../../workflows/rules/forms.ts';
import { type Frame, Layout } from '../../layout.tsx';
import { Answers } from '../../parts/answers.tsx';
import { type CheckedBeforeView, OpenBefore } from '../../parts/checked-before.tsx';
import { Contents } from '../../parts/contents.tsx';
import { Unbroken } from '../../parts/facts.tsx';
import { type FieldErrors, Form, idOf } from '../../parts/form.tsx';
import { type RefusalView, Refused } from '../../parts/refusal.tsx';
import { timeText } from '../../parts/when.ts';
import { applicationWords } from '../../words/applications.ts';
import { teamWords } from '../../words/team.ts';
import { writingWords } from '../../words/writing.ts';
import { PartyAnswers, type PartyView } from './party.tsx';
import { type ApplicationHead, Crumbs, placeOf } from './tasks.tsx';

/** `differs`: it says of the party what that does not say of itself, and can be mended there as well. */
type Placed = { name: string; section: string; sentence: string; differs: boolean };

export type CheckView = {
  head: ApplicationHead;
  /** What the party says of itself was changed just now. */
  kept: boolean;
  /** null where nothing is kept of it. */
  party: PartyView | null;
  shown: ShownSection[];
  /** What is missing or wrong, with the section that it stands in. */
  missing: Placed[];
  /** Parts that the officer named and that are as they were handed in: told, and no obstacle here. */
  unmended: { id: string; title: string }[];
  /** Where the budget asks for more than the caps leave: told, and no obstacle here. */
  over: Placed[];
  /** What the team answered before it applied; null where nobody checked. */
  checked: CheckedBeforeView | null;
  /** What stands saved, as a mark: only what this page shows is handed in. */
  base: string;
  /** Who reads it, as a mark for what their browser holds. */
  person: string;
  formKey: string;
  changed: boolean;
  refusal: RefusalView | null;
};

export function CheckPage({ frame, check }: { frame: Frame; check: CheckView }) {
  const { language } = frame;
  const w = applicationWords[language];
  const { head, missing, over } = check;
  const atField = ({ section, name }: Placed) => `${head.base}/application/${section}?check=1#${idOf(name)}`;
  const errors: FieldErrors = Object.fromEntries(
    [...missing, ...over].map(({ name, sentence }) => [name.split('.')[0]!, sentence]).toReversed(),
  );
  const mode = head.mode ?? 'submit';
  return (
    <Layout frame={frame} title={w.checkTitle} here="work">
      <Crumbs head={head} language={language} list />
      <Refused refusal={check.refusal} language={language} />
      {check.changed && (
        <div class="errors" role="alert" tabindex={-1}>
          <h2>{w.changedSince}</h2>
          <p>{w.changedSinceText}</p>
        </div>
      )}
      <div class="turn over" role="status" data-held-list hidden>
        <p>{writingWords[language].heldBefore}</p>
        <ul>
          {check.shown.map(({ section: { id, title } }) => {
            const href = `${head.base}/application/${id}`;
            return (
              <li data-person={check.person} data-held-at={href} hidden>
                <a href={href}>{title}</a>
              </li>
            );
          })}
        </ul>
      </div>
      {missing.length > 0 && (
        <div class="errors" role="alert" aria-labelledby="missing" tabindex={-1}>
          <h2 id="missing">{w.missing(missing.length)}</h2>
          <ul>
            {missing.map((one) => (
              <li>
                <a href={atField(one)}>
                  <Unbroken text={one.sentence} />
                </a>
                {one.differs && (
                  <>
                    <br />
                    <a href={`${head.base}/application/party`}>{w.partyTitle}</a>
                  </>
                )}
              </li>
            ))}
          </ul>
        </div>
      )}
      <h1>{w.checkTitle}</h1>
      <p class="lead">{w.checkLead}</p>
      <Contents
        parts={[
          ...(check.party === null ? [] : [['s-party', w.party] as const]),
          ...check.shown.map(({ section: { id, title } }) => [`s-${id}`, title] as const),
        ]}
        language={language}
      />
      {check.kept && (
        <p class="notice" role="status">
          {w.partyKept}
        </p>
      )}
      {check.unmended.length > 0 && (
        <div class="turn unmended">
          <div>
            <h2>{w.unmendedTitle}</h2>
            <ul>
              {check.unmended.map(({ id, title }) => (
                <li>
                  <a href={`${head.base}/application/${id}`}>{title}</a>
                </li>
              ))}
            </ul>
            <p>{w.unmendedText}</p>
          </div>
        </div>
      )}
      {over.length > 0 && (
        <div class="turn over">
          <div>
            <h2>{w.overTitle}</h2>
            <ul>
              {over.map((one) => (
                <li>
                  <a href={atField(one)}>
                    <Unbroken text={one.sentence} />
                  </a>
                </li>
              ))}
            </ul>
            <p>{w.overText}</p>
          </div>
        </div>
      )}
      <OpenBefore
        checked={check.checked}
        section={(id) =>
          placeOf(
            check.shown.map(({ section }) => section),
            head,
            id,
          )
        }
        language={language}
      />
      <div class="checked">
        {check.party !== null && <PartyAnswers party={check.party} language={language} />}
        <Answers
          shown={check.shown}
          language={language}
          change={{ href: (id) => `${head.base}/application/${id}`, label: w.edit }}
          fileHref={(id) => `${head.base}/files/${id}`}
          errors={errors}
        />
      </div>
      {head.late !== null ? (
        <p class="turn">{head.late}</p>
      ) : missing.length > 0 ? (
        <p>
          <a class="button" href={atField(missing[0]!)}>
            {w.fillNext}
          </a>
        </p>
      ) : head.role !== 'owner' ? (
        <p class="turn">{teamWords[language].ownersSubmit}</p>
      ) : (
        head.mode !== null && (
          <Form action={`${head.base}/application/submit`} formKey={check.formKey} class="hand-in">
            <input type="hidden" name="base" value={check.base} />
            <p>
              {w.sure} {head.deadline !== null && `${w.until(timeText(head.deadline))}.`}
            </p>
            <p class="buttons">
              <button class="button" type="submit">
                {w.modes[mode].send}
              </button>
              <a href={`${head.base}/application`}>{w.backToList}</a>
            </p>
          </Form>
        )
      )}
    </Layout>
  );
}
