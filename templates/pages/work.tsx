import { formatVnd } from '../../workflows/rules/money.ts';
import { type Frame, Layout } from '../layout.tsx';
import { type DaysLeft, Left } from '../parts/lateness.tsx';
import { type ListView, Pages } from '../parts/list.tsx';
import { ManyAtOnce, type ManyLink, type TogetherAct } from '../parts/many-at-once.tsx';
import { OpenCalls, type OpenCallView } from '../parts/open-calls.tsx';
import type { Room } from '../parts/rooms.tsx';
import { SetUp, type SetUpView } from '../parts/set-up.tsx';
import { dayText, dayTextOf, timeText } from '../parts/when.ts';
import { Dues, type DuesView } from '../pictures/dues.tsx';
import { actingWords } from '../words/acting.ts';
import { agencyName } from '../words/agencies.ts';
import { dossierWords } from '../words/dossier.ts';
import { nameOf } from '../words/names.ts';
import { picturesWords } from '../words/pictures.ts';
import { programmeWords } from '../words/programmes.ts';
import { secondStepWords } from '../words/second-step.ts';
import type { Language } from '../words/words.ts';

export type WorkItem = {
  code: string;
  title: string;
  party: string;
  step: string;
  role: string;
  /** 'thay mặt …' where it waits for somebody else's office; null where for the reader's own. */
  behalf: string | null;
  amountVnd: bigint | null;
  /** Which request of its dossier it is; null for what is none. */
  tranche: number | null;
  /** A request that is being written. */
  begun: boolean;
  since: string;
  dueAt: string | null;
  /** How far it is until then; null where there is no such day. */
  left: DaysLeft | null;
  /** The last day by law, where that day was asked for and is earlier. */
  lawfulDueAt?: string;
  /** That day is the last of the agreement: no period runs that somebody must keep. */
  ofAgreement: boolean;
  href: string;
  /** Where it can be done at once with others that wait for the same; `what`: as what they belong together. */
  together?: { act: TogetherAct | 'pay' | 'reviewers' | 'council' | 'sitting'; href: string; what?: string };
  /** Nobody is left who could do it: where somebody else is given the office, for who does that. */
  leftToNobody: { people: string | null } | null;
};
export type OwnDossier = {
  code: string;
  title: string;
  party: string;
  step: string;
  /** When its agreement ends, while money can be asked for under it. */
  endsAt: string | null;
  left: DaysLeft | null;
  href: string;
};
/** What somebody is in an agency: by offices of their own, and for others until a day. */
export type Office = {
  agency: string;
  roles: readonly string[];
  given: readonly { role: string; name: string; until: string }[];
};
/** `rooms`: the agency's pages that they may open. */
export type OfficeView = Office & { rooms: readonly Room[] };

export type WorkView = {
  frame: Frame;
  items: readonly WorkItem[];
  /** Where several of them can be done at once. */
  together: readonly ManyLink[];
  list: ListView;
  /** What of all that waits is overdue or due within some weeks. */
  dues: DuesView;
  dossiers: readonly OwnDossier[];
  ownList: ListView;
  /** What takes applications, for who has neither an application nor an office; null for everybody else. */
  calls: readonly OpenCallView[] | null;
  /** The sheets that a reviewer has submitted, newest first. */
  sheets: readonly { code: string; title: string; submittedAt: string; href: string }[];
  offices: readonly OfficeView[];
  /** Days until the reader has to have two-step verification on; null where nothing asks for it, or it is on. */
  secondStepLeft: number | null;
  /** Letters that cannot be sent, for who administers; null where none waits. */
  lettersStuck: { count: number; since: string } | null;
  /** What is left to do before an agency can take applications, for who sets it up. */
  setUp: readonly SetUpView[];
};

const lowerFirst = (text: string) => text.charAt(0).toLocaleLowerCase('vi') + text.slice(1);

/** What an office asks of its holder before anything else. */
function AskSecondStep({ left, language }: { left: number; language: Language }) {
  const w = secondStepWords[language];
  return (
    <section class="turn" aria-labelledby="second-step">
      <div>
        <h2 id="second-step">{w.askedTitle}</h2>
        <p>{w.asked(left)}</p>
        <p class="buttons">
          <a class="button" href="/account/second-step?next=%2Fwork">
            {w.toTurnOn}
          </a>
        </p>
      </div>
    </section>
  );
}

/** Everything that waits for somebody, and what is theirs. */
export function WorkPage(view: WorkView) {
  const {
    frame,
    items,
    together,
    list,
    dues,
    dossiers,
    ownList,
    calls,
    sheets,
    offices,
    setUp,
    secondStepLeft,
    lettersStuck,
  } = view;
  const { language } = frame;
  const w = dossierWords[language];
  return (
    <Layout frame={frame} title={w.work} here="work">
      <h1>{w.work}</h1>
      <p class="lead">{w.workLead(list.all)}</p>
      {secondStepLeft !== null && <AskSecondStep left={secondStepLeft} language={language} />}
      {lettersStuck !== null && (
        <p class="notice">{w.lettersStuck(lettersStuck.count, timeText(lettersStuck.since))}</p>
      )}
      <ManyAtOnce links={together} />
      <div class="columns">
        <div>
          {items.length === 0 ? (
            <p class="soft">{w.emptyWork}</p>
          ) : (
            <table class="stack work">
              <thead>
                <tr>
                  <th scope="col">{w.matter}</th>
                  <th scope="col">{w.todo}</th>
                  <th scope="col" class="num">
                    {w.amount}
                  </th>
                  <th scope="col">{w.due}</th>
                </tr>
              </thead>
              <tbody>
                {items.map((item) => (
                  <tr>
                    <td>
                      <span>
                        <a href={item.href}>{item.title || w.unnamed}</a>
                        <br />
                        <span class="small soft">
                          {item.code}
                          {item.party && ` · ${item.party}`}
                        </span>
                      </span>
                    </td>
                    <td data-label={w.todo}>
                      <span>
                        {item.tranche !== null && `${w.tranche(item.tranche)}: `}
                        {item.step}
                        {item.leftToNobody !== null && (
                          <>
                            <br />
                            {w.nobodyCan}:{' '}
                            {item.leftToNobody.people === null ? (
                              w.askAdministrator
                            ) : (
                              <a href={item.leftToNobody.people}>{lowerFirst(w.appointOthers)}</a>
                            )}
                          </>
                        )}
                        {item.begun && (
                          <>
                            <br />
                            <a href={item.href}>{w.goOn}</a> · <a href={`${item.href}#drop`}>{w.discard}</a>
                          </>
                        )}
                        <br />
                        <span class="small soft">{[item.role, item.behalf].filter(Boolean).join(', ')}</span>
                      </span>
                    </td>
                    <td class="num" data-label={w.amount}>
                      {item.amountVnd === null ? '' : formatVnd(item.amountVnd)}
                    </td>
                    <td data-label={w.due}>
                      <div>
                        <DueDate dueAt={item.dueAt} left={item.left} language={language} />
                        {item.lawfulDueAt !== undefined && (
                          <>
                            <br />
                            <span class="small soft">{w.askedDay(dayTextOf(item.lawfulDueAt))}</span>
                          </>
                        )}
                        {item.ofAgreement && (
                          <>
                            <br />
                            <span class="small soft">{w.agreementEnds}</span>
                          </>
                        )}
                      </div>
                    </td>
                  </tr>
                ))}
              </tbody>
            </table>
          )}
          <Pages list={list} language={language} />
          {dues.items.length > 0 && (
            <section class="of-work" aria-labelledby="dues">
              <h2 id="dues">{picturesWords[language].due.title}</h2>
              <Dues view={dues} language={language} folded />
            </section>
          )}
          {sheets.length > 0 && (
            <details class="submitted spaced">
              <summary>{w.submittedSheets(sheets.length)}</summary>
              <ul class="rows">
                {sheets.map(({ code, title, submittedAt, href }) => (
                  <li>
                    <a href={href}>{title || w.unnamed}</a>
                    <span class="small soft">{code}</span>
                    <span>{w.submittedOn(dayTextOf(submittedAt))}</span>
                  </li>
                ))}
              </ul>
            </details>
          )}
          {setUp.map((view) => (
            <SetUp view={view} language={language} />
          ))}
          {calls !== null && <Beginning calls={calls} language={language} />}
          {dossiers.length > 0 && (
            <section aria-labelledby="own" class="own">
              <h2 id="own">{w.yourDossiers}</h2>
              <ul class="rows">
                {dossiers.map((dossier) => (
                  <li>
                    <a href={dossier.href}>{dossier.title || w.unnamed}</a>
                    <span class="small soft">
                      {dossier.code}
                      {dossier.party && ` · ${dossier.party}`}
                    </span>
                    <span>
                      {dossier.step}
                      {dossier.endsAt !== null && (
                        <span class="ends">
                          {w.agreementEnds}: <DueDate dueAt={dossier.endsAt} left={dossier.left} language={language} />
                        </span>
                      )}
                    </span>
                  </li>
                ))}
              </ul>
              <Pages list={ownList} language={language} />
            </section>
          )}
        </div>
        {offices.length > 0 && (
          <aside>
            {offices.map(({ agency, roles, given, rooms }) => (
              <section aria-labelledby={`rooms-${agency}`}>
                <h2 id={`rooms-${agency}`}>{agencyName(agency, language)}</h2>
                <p class="small soft">{roles.map((role) => nameOf('roles', role, language)).join(', ')}</p>
                {given.map(({ role, name, until }) => (
                  <p class="small soft">
                    {actingWords[language].held(nameOf('roles', role, language), name, dayText(until))}
                  </p>
                ))}
                {rooms.length > 0 && (
                  <ul class="story">
                    {rooms.map((room) => (
                      <li>
                        <a href={`/agencies/${agency}/${room}`}>{programmeWords[language].rooms[room]}</a>
                      </li>
                    ))}
                  </ul>
                )}
              </section>
            ))}
          </aside>
        )}
      </div>
    </Layout>
  );
}

/** For who has just signed up: what to do first, and where. */
function Beginning({ calls, language }: { calls: readonly OpenCallView[]; language: Language }) {
  const w = dossierWords[language].beginning;
  return (
    <>
      {calls.length > 0 && (
        <section aria-labelledby="beginning" class="after">
          <h2 id="beginning">{w.title}</h2>
          <ol class="results">
            {w.steps.map((step) => (
              <li>{step}</li>
            ))}
          </ol>
          <p class="small soft">{w.ofTeam}</p>
        </section>
      )}
      <OpenCalls calls={calls} language={language} />
    </>
  );
}

/** A due date with the days that are left, in amber when near and in red when over. */
export function DueDate({ dueAt, left, language }: Pick<WorkItem, 'dueAt' | 'left'> & { language: Language }) {
  if (dueAt === null || left === null) return <span class="soft">{dossierWords[language].noDue}</span>;
  return (
    <>
      {dayTextOf(dueAt)}
      <br />
      <Left left={left} language={language} />
    </>
  );
}
