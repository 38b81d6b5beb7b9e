import { html } from 'hono/html';
import type { PropsWithChildren } from 'hono/jsx';
import { type Language, otherThan, words } from './words/words.ts';

/** The addresses of what every page loads. */
export type PageAssets = { look: string; mark: string };

export type LayoutView = {
  language: Language;
  /** Of this page, for the link to it in the other language. Left out where a page shows both. */
  path?: string;
  title: string;
  assets: PageAssets;
};

/** The frame of every page: head, bar, language switch. */
export function Layout({ language, path, title, assets, children }: PropsWithChildren<LayoutView>) {
  const w = words[language];
  const other = otherThan(language);
  const name = title === w.brand ? title : `${title} · ${w.brand}`;
  return (
    <>
      {html`<!doctype html>`}
      <html lang={language}>
        <head>
          <meta charset="utf-8" />
          <meta name="viewport" content="width=device-width, initial-scale=1" />
          <title>{name}</title>
          <link rel="icon" href={assets.mark} type="image/svg+xml" />
          <link rel="stylesheet" href={assets.look} />
        </head>
        <body>
          <a class="skip" href="#content">
            {w.skipToContent}
          </a>
          <header class="bar">
            <div>
              <a class="brand" href="/">
                <img src={assets.mark} width="24" height="24" alt="" />
                {w.brand}
              </a>
              {path !== undefined && (
                <a class="language small" href={`${path}?lang=${other}`} lang={other} hreflang={other}>
                  {w.otherLanguage}
                </a>
              )}
            </div>
          </header>
          <main id="content">{children}</main>
        </body>
      </html>
    </>
  );
}
