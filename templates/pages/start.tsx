import { Layout, type PageAssets } from '../layout.tsx';
import { type Language, words } from '../words/words.ts';

export type StartView = { language: Language; path: string; assets: PageAssets };

/** What somebody sees who comes by for the first time: what this is, for whom, and how a project goes. */
export function StartPage({ language, path, assets }: StartView) {
  const w = words[language].start;
  return (
    <Layout language={language} path={path} title={w.title} assets={assets}>
      <h1>{w.title}</h1>
      <p class="lead">{w.lead}</p>
      <div class="columns">
        <div>
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
        </div>
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
      </div>
    </Layout>
  );
}
