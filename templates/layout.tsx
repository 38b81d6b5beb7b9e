import { html } from 'hono/html';
import type { PropsWithChildren } from 'hono/jsx';
import { ActingContext, type ActingOf } from './parts/acting.tsx';
import type { Room } from './parts/rooms.tsx';
import { dayText } from './parts/when.ts';
import { handbookWords } from './words/handbook.ts';
import { listWords } from './words/lists.ts';
import { notificationWords } from './words/notifications.ts';
import { type Language, otherThan, words } from './words/words.ts';
import { writingWords } from './words/writing.ts';

/** The addresses of what every page loads. */
export type PageAssets = { look: string; mark: string; htmx: string; lively: string; uploads: string; keep: string };

/** What every page knows of who looks at it: src/frame.ts makes it of a request. */
export type Frame = {
  language: Language;
  /** Of this page with its query but without `lang`, for the link to it in the other language. */
  path: string;
  assets: PageAssets;
  /** Who is signed in, with the mark under which their browser holds what they type; null for a passer-by. */
  visitor: { name: string; work: number; unread: number; mark: string } | null;
  /** What a printed sheet says of where it is from: the page's whole address, and the day. */
  printed?: { address: string; day: string };
  /** Shown above everything else: that the rules or the whole database are a demonstration. */
  demo: boolean;
  /** For whom the reader would send the forms of a page, where not for themselves. */
  actingOf?: ActingOf;
  /** On a page of an agency: those of its pages that the reader may open. */
  rooms?: readonly Room[];
};

export type LayoutView = {
  frame: Frame;
  title: string;
  /** Which of the main entries this page belongs to. */
  here?: 'calls' | 'work' | 'notifications' | 'account';
  /** Adds htmx: for forms that save or check while somebody types. */
  lively?: boolean;
  /** Adds what uploads files one by one: for pages with `Uploads`. */
  uploads?: boolean;
};

/** The frame of every page: head, bar, language switch. As one text, not as elements: it is half of what most pages consist of. */
export function Layout({ frame, title, here, lively, uploads, children }: PropsWithChildren<LayoutView>) {
  const { language, path, assets, visitor, demo, printed } = frame;
  const w = words[language];
  const told = notificationWords[language];
  const writing = writingWords[language];
  const other = otherThan(language);
  const current = (entry: LayoutView['here']) => here === entry && html` aria-current="page"`;
  return html`<!doctype html><html lang="${language}"><head>
<meta charset="utf-8"/><meta name="viewport" content="width=device-width, initial-scale=1"/>
<title>${title === w.brand ? title : `${title} · ${w.brand}`}</title>
<link rel="icon" href="${assets.mark}" type="image/svg+xml"/><link rel="stylesheet" href="${assets.look}"/>
${
  lively &&
  html`<meta name="htmx-config" content="${htmxConfig}"/>
<script src="${assets.htmx}" defer></script><script src="${assets.lively}" defer></script>`
}${
  visitor !== null &&
  html`<script src="${assets.keep}" defer data-person="${visitor.mark}" data-back="${writing.back}" data-drop="${writing.drop}"></script>`
}${uploads && html`<script src="${assets.uploads}" type="module"></script>`}</head><body>
<a class="skip" href="#content">${w.skipToContent}</a>
<header class="bar"><div>
<a class="brand" href="/"><img src="${assets.mark}" width="24" height="24" alt=""/>${w.brand}</a>
<nav aria-label="${w.mainNavigation}">
${
  visitor !== null &&
  html`<a href="/work"${current('work')}>${w.myWork} ${visitor.work > 0 && html`<span class="count">${visitor.work}</span>`}</a>
`
}<a href="/"${current('calls')}>${w.calls}</a>
${
  visitor !== null &&
  html`<a href="/notifications"${current('notifications')}>${told.title} ${
    visitor.unread > 0 &&
    html`<span class="count" title="${told.unreadCount(visitor.unread)}">${visitor.unread > 99 ? '99+' : visitor.unread}</span>`
  }</a>
`
}</nav>
<span class="who small">
<a class="language" href="${path}${path.includes('?') ? '&' : '?'}lang=${other}" lang="${other}" hreflang="${other}">${w.otherLanguage}</a>
${
  visitor === null
    ? html`<a href="/sign-in">${w.signIn}</a>`
    : html`<a href="/account"${current('account')}>${visitor.name}</a>`
}
</span></div>
${demo && html`<p class="demo small">${w.demo}</p>`}</header>
<main id="content">${<ActingContext.Provider value={{ language, actingOf: frame.actingOf ?? nobody }}>{children}</ActingContext.Provider>}</main>
<footer class="foot small"><a href="/handbook">${handbookWords[language].title}</a></footer>
${
  printed !== undefined &&
  html`<footer class="printed" aria-hidden="true"><span>${printed.address}</span>
<span>${listWords[language].printed(dayText(printed.day))}</span></footer>`
}</body></html>`;
}

const nobody: ActingOf = () => [];

/** htmx without anything inline: the Content-Security-Policy allows none. */
const htmxConfig = JSON.stringify({
  includeIndicatorStyles: false,
  allowEval: false,
  historyCacheSize: 0,
  attributesToSettle: ['class', 'width', 'height'],
});
