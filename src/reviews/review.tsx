// A reviewer's own page: conflicts of interest are declared first, then the application opens beside the sheet.

import type { Context } from 'hono';
import {
  CheckPage,
  ClosedPage,
  ConflictedPage,
  DeclarePage,
  LockedPage,
  type NextView,
  NotSaved,
  SavedAnswer,
  WritePage,
} from '../../templates/pages/reviews/review.tsx';
import type { ConflictView } from '../../templates/parts/conflict.tsx';
import type { FieldErrors, Typed } from '../../templates/parts/form.tsx';
import { dayText, timeText } from '../../templates/parts/when.ts';
import { draftWords } from '../../templates/words/drafts.ts';
import { reviewWords } from '../../templates/words/reviews-review.ts';
import { writingWords } from '../../templates/words/writing.ts';
import type { Json } from '../../workflows/canonical.ts';
import {
  type Answers,
  checkAnswers,
  pointsOf,
  readAnswers,
  shown,
  typedOf as typedAnswers,
  verdictOf,
} from '../../workflows/rules/forms.ts';
import { contentOf } from '../contents.ts';
import type { AppEnv, Doors } from '../doors.ts';
import type { Stored } from '../drafts.ts';
import { ask, isId, newKey, statusOf, textIn, typedOf } from '../forms.ts';
import { asContent } from '../keeping.ts';
import { acknowledgePage, ofAnother, savesItself } from '../kept.ts';
import type { Parts } from '../parts.ts';
import { askToSignIn } from '../people/index.ts';
import { personMark } from '../personMark.ts';
import { sheetsByOf } from '../sheetsBy.ts';
import { workOf } from '../work.ts';
import { declare, declaredBy, declaringView } from './conflicts.tsx';
import { type Desk, deskOf, formState, headOf, refused, type Sent, troubleOf, wrong } from './desk.ts';
import { hasNone } from './persons.ts';
import { readable, reviewsOf, saveSheet, sheetDraftOf, sheetForm, sheetMark, submittedAt } from './reading.ts';

const who = ['reviewer'] as const;

export function ownReviewRoutes(doors: Doors, parts: Parts): void {
  doors.get('/agencies/:agency/dossiers/:dossier/review', { who }, async (c) => {
    const desk = await deskOf(c, parts);
    if (desk === null) return c.notFound();
    return await show(c, parts, desk, null, c.req.query('check') !== undefined);
  });

  doors.post('/agencies/:agency/dossiers/:dossier/review/conflict', { who }, async (c) => {
    const desk = await deskOf(c, parts);
    if (desk === null) return c.notFound();
    const typed = await typedOf(c);
    const sent = await declare(c, parts, desk, typed);
    if (sent !== null) return await show(c, parts, desk, sent);
    // of what was submitted nothing is taken back: the page says what follows
    const hasSubmitted = Object.hasOwn(reviewsOf(desk.dossier), desk.person);
    return c.redirect(`${desk.base}/${hasSubmitted ? 'interests' : 'review'}`, 303);
  });

  /** What was typed is not lost with the session: whoever typed it signs in again, and has it. */
  const signedOut = async (c: Context<AppEnv>) => {
    const carried = savesItself(c) ? undefined : await askToSignIn(c, parts, await typedOf(c));
    return carried ?? c.redirect(`/sign-in?next=${encodeURIComponent(c.req.path)}`, 303);
  };

  doors.post('/agencies/:agency/dossiers/:dossier/review', { who, signedOut }, async (c) => {
    const desk = await deskOf(c, parts);
    if (desk === null) return c.notFound();
    const typed = await typedOf(c);
    const what = textIn(typed, 'do');
    const [w, isSelf] = [reviewWords[desk.language], savesItself(c)];
    const notSaved = (text: string) => c.html(<NotSaved text={text} base={desk.base} language={desk.language} />);
    if (ofAnother(typed, desk.person)) {
      const { ofAnother: text } = writingWords[desk.language];
      return isSelf ? notSaved(text) : await show(c, parts, desk, wrong('', {}, { '': text }));
    }
    if (what === 'submit') return await submit(c, parts, desk, typed);
    const isOpen =
      desk.state === 'underReview' && !Object.hasOwn(reviewsOf(desk.dossier), desk.person) && isOpenTo(desk);
    if (!isOpen) return isSelf ? notSaved(w.closedNow) : await show(c, parts, desk, wrong('', typed, {}));
    const sheet = sheetForm(desk.dossier);
    const answers = readAnswers(sheet, null, typed);
    const saved = await saveSheet(parts, desk, { answers, base: textIn(typed, 'base') });
    if (!saved.ok) {
      const elsewhere = { stands: saved.stands, by: conflictOf(parts, desk, saved.stands) };
      if (isSelf)
        return c.html(
          <NotSaved
            text={w.notSaved(elsewhere.by.name, timeText(elsewhere.by.at))}
            base={desk.base}
            language={desk.language}
          >
            {w.seeBoth}
          </NotSaved>,
        );
      return await show(c, parts, desk, wrong('sheet', typed, {}), false, elsewhere);
    }
    acknowledgePage(c, parts, typed);
    const mark = sheetMark(saved.answers);
    if (isSelf) return c.html(<SavedAnswer at={parts.now()} mark={mark} base={desk.base} language={desk.language} />);
    if (what !== 'check') return c.redirect(`${desk.base}/review#save`, 303);
    const errors = checkAnswers(sheet, answers, { language: desk.language, complete: true });
    if (Object.keys(errors).length > 0) return await show(c, parts, desk, wrong('sheet', typed, errors));
    return c.redirect(`${desk.base}/review?check=1`, 303);
  });
}

/** What was saved on another page since this one was opened, and by whom: by the reviewer, who alone writes here. */
type ByOther = { readonly stands: Stored<Answers> | null; readonly by: ConflictView };

function conflictOf(parts: Parts, { person, language }: Desk, stands: Stored<Answers> | null): ConflictView {
  const name = stands?.person === person ? draftWords[language].youElsewhere : (stands?.name ?? '');
  return { name, at: stands?.at ?? parts.now() };
}

/** Submits the sheet that the page showed. */
async function submit(c: Context<AppEnv>, parts: Parts, desk: Desk, typed: Typed): Promise<Response> {
  const w = reviewWords[desk.language];
  const sheet = sheetForm(desk.dossier);
  const done = Object.hasOwn(reviewsOf(desk.dossier), desk.person);
  const draft = await sheetDraftOf(parts.db, desk);
  // sent twice: what was locked is what the first sending said
  const answers =
    draft?.answers ?? (done ? await contentOf<Answers>(parts.db, desk.agency, ownSheet(desk)) : null) ?? {};
  if (!done && !isOpenTo(desk))
    return await show(c, parts, desk, wrong('conflict', typed, { conflict: w.mustDeclare }));
  const errors = checkAnswers(sheet, answers, { language: desk.language, complete: true });
  if (Object.keys(errors).length > 0)
    return await show(c, parts, desk, wrong('sheet', typedAnswers(sheet, answers), errors));
  if (!done && sheetMark(answers) !== textIn(typed, 'base'))
    return await show(c, parts, desk, wrong('check', typed, { '': w.other }), true);
  const points = pointsOf(sheet, answers);
  const input = {
    verdict: verdictOf(sheet, answers),
    ...(points === null ? {} : { points }),
    sheet: asContent('sheet', answers as unknown as Json),
  };
  const outcome = await ask(c, parts, { type: 'submitReview', dossier: desk.dossier.id, input }, typed);
  if (!outcome.ok) {
    const fresh = await deskOf(c, parts);
    return await show(c, parts, fresh ?? desk, refused('check', typed, outcome.refusal), true);
  }
  await parts.db.query`delete from draft where agency = ${desk.agency} and dossier = ${desk.dossier.id}::uuid
    and form = 'sheet' and owner = ${desk.person}::uuid`;
  // what was asked for is done
  await parts.db.query`update notification set read_at = ${parts.now()}::timestamptz where person = ${desk.person}::uuid
    and agency = ${desk.agency} and dossier = ${desk.dossier.id}::uuid and template = 'reviewAsked' and read_at is null`;
  return c.redirect(`${desk.base}/review?done=application.reviewSubmitted`, 303);
}

/** Whether they declared that they have no conflict of interest. */
const isOpenTo = (desk: Desk): boolean => hasNone(desk.declarations, desk.person);

const ownSheet = ({ dossier, person }: Desk): string | null => reviewsOf(dossier)[person]?.sheet ?? null;

async function show(
  c: Context<AppEnv>,
  parts: Parts,
  desk: Desk,
  sent: Sent | null,
  checking = false,
  byOther: ByOther | null = null,
): Promise<Response> {
  const { dossier, agency, language, person, state } = desk;
  const status = byOther !== null ? 409 : sent === null ? 200 : statusOf(sent.refusal);
  const due = dossier.due.find(({ subject, what }) => subject === 'application' && what === 'review');
  const sheetsBy = await sheetsByOf(parts.db, agency, dossier.id);
  const common = {
    frame: await parts.frameOf(c),
    head: headOf(desk),
    trouble: troubleOf(sent, desk),
    dueAt: due?.dueAt ?? null,
    sheetsBy: sheetsBy === null ? null : dayText(sheetsBy),
  };
  const sheet = sheetForm(dossier);
  const review = reviewsOf(dossier)[person];
  const next = await nextOf(parts, desk);
  if (review !== undefined) {
    const answers = await contentOf<Answers>(parts.db, agency, review.sheet);
    const page = (
      <LockedPage
        {...common}
        shown={answers === null ? null : shown(sheet, answers, language)}
        verdict={review.verdict}
        points={review.points ?? null}
        submittedAt={submittedAt(dossier, person) ?? parts.now()}
        next={next}
      />
    );
    return c.html(page, status);
  }
  if (state !== 'underReview') return c.html(<ClosedPage {...common} />, status);
  const declared = declaredBy(desk);
  if (declared === null)
    return c.html(<DeclarePage {...common} declaring={await declaringView(parts, desk, sent)} />, status);
  if ('conflict' in declared) return c.html(<ConflictedPage {...common} conflict={declared.conflict} />, status);

  const draft = byOther === null ? await sheetDraftOf(parts.db, desk) : byOther.stands;
  const answers = draft?.answers ?? {};
  const problems: FieldErrors = checking ? checkAnswers(sheet, answers, { language, complete: true }) : {};
  if (checking && draft !== null && Object.keys(problems).length === 0) {
    const page = (
      <CheckPage
        {...common}
        shown={shown(sheet, answers, language)}
        verdict={verdictOf(sheet, answers)}
        points={pointsOf(sheet, answers)}
        form={formState(sent, 'check')}
        base={sheetMark(answers)}
      />
    );
    return c.html(page, status);
  }
  // readAnswers keeps what could not be read, so the draft has all that was typed
  const typed = typedAnswers(sheet, sent?.form === 'sheet' ? readAnswers(sheet, null, sent.typed) : answers);
  const errors = sent?.form === 'sheet' ? sent.errors : problems;
  const sentFrom = sent?.form === 'sheet' ? textIn(sent.typed, 'page') : '';
  const page = (
    <WritePage
      {...common}
      trouble={sent === null ? { ...common.trouble, errors: problems } : common.trouble}
      shown={await readable(parts, desk)}
      sheet={sheet}
      form={{ key: '', typed, errors }}
      savedAt={draft?.at ?? null}
      base={sheetMark(answers)}
      page={isId(sentFrom) ? sentFrom : newKey()}
      person={personMark(person)}
      elsewhere={byOther === null ? null : { by: byOther.by, stands: draft && shown(sheet, draft.answers, language) }}
      conflict={formState(sent, 'conflict')}
      next={next}
    />
  );
  return c.html(page, status);
}

/** The applications that wait for this reviewer's sheet beside this one, in the order of their work. */
async function nextOf({ db, now }: Parts, { person, language, base }: Desk): Promise<NextView> {
  const work = await workOf(db, person, language, now());
  const left = work.filter(({ href }) => href.endsWith('/review') && href !== `${base}/review`);
  const [first] = left;
  return first === undefined ? null : { title: first.title, code: first.code, href: first.href, left: left.length };
}
