import { formatVnd } from '../../workflows/rules/money.ts';
import { type Frame, Layout } from '../layout.tsx';
import { Unbroken } from '../parts/facts.tsx';
import { fixed } from '../parts/fixed.ts';
import { MayOpen } from '../parts/may-open.tsx';
import { OpenCalls, type OpenCallView } from '../parts/open-calls.tsx';
import { callWords } from '../words/calls.ts';
import { peopleWords } from '../words/people.ts';
import { type Language, words } from '../words/words.ts';

/** A policy pack as the start page shows it: what each stage gives, and why it cannot open where it cannot. */
export type PackView = {
  title: string;
  fictional: boolean;
  note: string | null;
  stages: { name: string; totalVnd: bigint | null; months: number | null; blocks: string[]; unread: number }[];
};

export type StartView = { frame: Frame; calls?: readonly OpenCallView[]; packs?: readonly PackView[] };

/** What somebody sees who comes by for the first time: what this is, for whom, and how a project goes. */
export function StartPage({ frame, calls = [], packs = [] }: StartView) {
  const { language } = frame;
  const w = words[language].start;
  return (
    <Layout frame={frame} title={w.title} here="calls">
      <h1>{w.title}</h1>
      <p class="lead">{w.lead}</p>
      <p class="after">
        {frame.visitor === null ? (
          <>
            {peopleWords[language].signIn.noAccount} <a href="/sign-up">{peopleWords[language].signUp.title}</a>
          </>
        ) : (
          <a href="/work">{callWords[language].toWork}</a>
        )}
      </p>
      <div class="columns">
        <div>
          <What language={language} />
          <OpenCalls calls={calls} language={language} />
        </div>
        <People language={language} />
      </div>
      <Path language={language} />
      {packs.length > 0 && (
        <section aria-labelledby="packs" class="after">
          <h2 id="packs">{w.packsTitle}</h2>
          <details class="less">
            <summary>{w.packsCount(packs.length, packs.filter(opens).length)}</summary>
            {[...packs.filter(opens), ...packs.filter((pack) => !opens(pack))].map((pack) => (
              <PackPart pack={pack} language={language} />
            ))}
          </details>
        </section>
      )}
    </Layout>
  );
}

const What = fixed((language) => {
  const w = words[language].start;
  return (
    <section aria-labelledby="what">
      <h2 id="what">{w.whatTitle}</h2>
      <p>{w.what}</p>
    </section>
  );
});

const Path = fixed((language) => {
  const w = words[language].start;
  return (
    <section aria-labelledby="path" class="after">
      <h2 id="path">{w.pathTitle}</h2>
      <ol class="path">
        {w.path.map((step, index) => (
          <li>
            <b class="no" aria-hidden="true">
              {index + 1}
            </b>
            <div>
              <h3>{step.name}</h3>
              <p>{step.text}</p>
            </div>
          </li>
        ))}
      </ol>
    </section>
  );
});

const People = fixed((language) => {
  const w = words[language].start;
  return (
    <aside aria-labelledby="who">
      <h2 id="who">{w.whoTitle}</h2>
      <ul class="story">
        {w.who.map((person) => (
          <li>
            <strong>{person.name}</strong> {person.does}
          </li>
        ))}
      </ul>
    </aside>
  );
});

/** Whether a call may open for any stage of a pack. */
const opens = ({ stages }: PackView) => stages.some(({ blocks }) => blocks.length === 0);

/** A pack under which no call can open is folded up: its reasons are many, and for those who ask. */
function PackPart({ pack, language }: { pack: PackView; language: Language }) {
  const w = words[language].start;
  return (
    <div class="pack">
      <h3>
        <Unbroken text={pack.title} /> {pack.fictional && <span class="tag stop">{w.fictional}</span>}
      </h3>
      {pack.note && <p class="small soft">{pack.note}</p>}
      {opens(pack) ? (
        <PackTable pack={pack} language={language} />
      ) : (
        <details class="less">
          <summary>{w.shut(pack.stages.length)}</summary>
          <PackTable pack={pack} language={language} />
        </details>
      )}
    </div>
  );
}

function PackTable({ pack, language }: { pack: PackView; language: Language }) {
  const w = words[language].start;
  return (
    <table class="stack">
      <thead>
        <tr>
          <th scope="col">{w.stage}</th>
          <th scope="col" class="num">
            {w.total}
          </th>
          <th scope="col" class="num">
            {w.duration}
          </th>
          <th scope="col">{w.standing}</th>
        </tr>
      </thead>
      <tbody>
        {pack.stages.map(({ name, totalVnd, months, blocks, unread }) => (
          <tr>
            <td>{name}</td>
            <td class="num" data-label={w.total}>
              {totalVnd === null ? w.unknown : formatVnd(totalVnd)}
            </td>
            <td class="num" data-label={w.duration}>
              {months === null ? w.unknown : `${months} ${w.months}`}
            </td>
            <td data-label={w.standing}>
              {blocks.length === 0 ? (
                <MayOpen unread={unread} language={language} />
              ) : (
                <div>
                  <span class="tag stop">{w.blocked}</span>
                  <ul class="reasons small">
                    {blocks.map((block) => (
                      <li>{block}</li>
                    ))}
                  </ul>
                </div>
              )}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
