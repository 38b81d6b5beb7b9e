import { formatVnd } from '../../workflows/rules/money.ts';
import { Layout, type PageAssets } from '../layout.tsx';
import { fixed } from '../parts/fixed.ts';
import { type Language, words } from '../words/words.ts';

/** A policy pack as the start page shows it: what each stage gives, and why it cannot open where it cannot. */
export type PackView = {
  title: string;
  fictional: boolean;
  note: string | null;
  stages: { name: string; totalVnd: bigint | null; months: number | null; blocks: string[] }[];
};

export type StartView = { language: Language; path: string; assets: PageAssets; packs?: readonly PackView[] };

/** What somebody sees who comes by for the first time: what this is, for whom, and how a project goes. */
export function StartPage({ language, path, assets, packs = [] }: StartView) {
  const w = words[language].start;
  return (
    <Layout language={language} path={path} title={w.title} assets={assets}>
      <h1>{w.title}</h1>
      <p class="lead">{w.lead}</p>
      <div class="columns">
        <div>
          <Story language={language} />
          {packs.length > 0 && (
            <section aria-labelledby="packs">
              <h2 id="packs">{w.packsTitle}</h2>
              {packs.map((pack) => (
                <PackTable pack={pack} language={language} />
              ))}
            </section>
          )}
        </div>
        <People language={language} />
      </div>
    </Layout>
  );
}

const Story = fixed((language) => {
  const w = words[language].start;
  return (
    <>
      <section aria-labelledby="what">
        <h2 id="what">{w.whatTitle}</h2>
        <p>{w.what}</p>
      </section>
      <section aria-labelledby="path">
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
    </>
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

function PackTable({ pack, language }: { pack: PackView; language: Language }) {
  const w = words[language].start;
  return (
    <div class="pack">
      <h3>
        {pack.title} {pack.fictional && <span class="tag stop">{w.fictional}</span>}
      </h3>
      {pack.note && <p class="small soft">{pack.note}</p>}
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
          {pack.stages.map(({ name, totalVnd, months, blocks }) => (
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
                  <span class="tag done">{w.mayOpen}</span>
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
    </div>
  );
}
