import { type Context, Hono, type MiddlewareHandler } from 'hono';
import { getCookie, setCookie } from 'hono/cookie';
import { HTTPException } from 'hono/http-exception';
import { secureHeaders } from 'hono/secure-headers';
import { FaultPage, type FaultView } from '../templates/pages/fault.tsx';
import { ReleasedPage } from '../templates/pages/reviews/released.tsx';
import { isLanguage, type Language } from '../templates/words/words.ts';
import type { Pack } from '../workflows/programmes/schema.ts';
import { appealRoutes } from './appeals/index.ts';
import { applicationRoutes } from './applications/index.ts';
import { loadAssets } from './assets.ts';
import { mostSecondsApart, secondsApart } from './database/clock.ts';
import { type Database, RetryableError } from './database/pool.ts';
import { delegatedTo, type Given } from './delegations.ts';
import { disbursementRoutes } from './disbursements/index.ts';
import { documentRoutes, openFiles, type Scanner } from './documents/index.ts';
import { type AppEnv, createDoors, type Doors } from './doors.ts';
import { frameMaker, frameWithout } from './frame.ts';
import { handbookRoutes } from './handbook/index.ts';
import { mailRoutes } from './mail/index.ts';
import { notificationRoutes } from './notifications/index.ts';
import type { Parts } from './parts.ts';
import { identify, openSeals, peopleRoutes } from './people/index.ts';
import { privacyRoutes } from './privacy/index.ts';
import { programmeRoutes } from './programmes/index.ts';
import { projectRoutes } from './projects/index.ts';
import { ClocksApartError, createRecorder } from './record.ts';
import { recoveryRoutes } from './recoveries/index.ts';
import { reportRoutes } from './reports/index.ts';
import { releasedAt, reviewRoutes } from './reviews/index.ts';
import { admitBy } from './standing.ts';
import { turnedAwayNotes } from './turnedAway.ts';

export type AppParts = {
  db: Database;
  /** The present time. Only `main.ts` and tests know where it comes from. */
  clock: () => Date;
  /** The policy packs that came with the program. */
  packs?: readonly Pack[];
  /** The address under which people reach the application, without a slash at its end: for links in mails and on papers. */
  origin?: string;
  /** The folder for the key of two-step verification. Left out, nobody can turn it on. */
  dataDir?: string | undefined;
  /** Whether offices of money and power ask for two-step verification: an installation in earnest does. */
  asksSecondStep?: boolean;
  /** The folder for what people attach and for rendered papers. Left out, attaching is refused. */
  filesFolder?: string;
  /** Looks at what people attach before it is kept. Left out, files are shown as not scanned. */
  scanner?: Scanner | undefined;
  /** The bytes that one person may keep in an agency before they are handed in. */
  filesQuota?: number | undefined;
  /** The embedded demonstration: demo accounts exist, and the mailbox page where letters are not sent. */
  demo?: boolean;
  /** Whether letters are sent by SMTP. */
  sendsMail?: boolean;
  /** Whether a proxy of ours stands before the application and says in X-Forwarded-For where requests come from. */
  trustProxy?: boolean;
  /** What a request stumbled over, for the operator; never shown on a page. */
  report?: (fault: unknown) => void;
};

export type App = Hono<AppEnv> & { doors: Doors };

const healthWithinMs = 3_000;

/** The whole application behind `fetch`. Throws when a route does not say who may use it. */
export function createApp({
  db,
  clock,
  packs = [],
  origin = 'http://localhost:3000',
  dataDir,
  asksSecondStep = false,
  filesFolder,
  scanner,
  filesQuota,
  demo = false,
  sendsMail = false,
  trustProxy = false,
  report = () => undefined,
}: AppParts): App {
  const app = new Hono<AppEnv>();
  const now = () => clock().toISOString();
  const recorder = createRecorder({ db, now });
  const doors = createDoors(app, admitBy(db, now, turnedAwayNotes({ db, recorder, report })));
  const assets = loadAssets();
  const frameOf = frameMaker({ db, assets, demo, now, origin, doors });
  const files = openFiles({ db, folder: filesFolder, now, scanner, quota: filesQuota, report });
  const mailbox = demo && !sendsMail;
  const seals = openSeals(dataDir, report);
  const parts: Parts = {
    ...{ db, recorder, now, packs, origin, files, seals, asksSecondStep },
    ...{ demo, mailbox, trustProxy, frameOf, report },
  };

  doors.before(async (c, next) => {
    c.set('now', now);
    c.set('receivedAt', now());
    await next();
  });
  doors.before(headers);
  doors.before(language);
  doors.before(sameOrigin(origin, report));
  doors.before(async (c, next) => {
    const visitor = await identify(c, parts);
    c.set('visitor', visitor);
    let lent: Promise<Given[]> | undefined;
    c.set('lent', () => (lent ??= visitor === null ? Promise.resolve([]) : delegatedTo(db, visitor.id, now())));
    c.set('standing', { roles: [], delegated: new Map(), team: null });
    await next();
  });

  peopleRoutes(doors, parts);
  mailRoutes(doors, parts);
  notificationRoutes(doors, parts);
  privacyRoutes(doors, parts);
  programmeRoutes(doors, parts);
  applicationRoutes(doors, parts);
  reviewRoutes(doors, parts);
  projectRoutes(doors, parts);
  disbursementRoutes(doors, parts);
  recoveryRoutes(doors, parts);
  appealRoutes(doors, parts);
  documentRoutes(doors, parts);
  reportRoutes(doors, parts);
  handbookRoutes(doors, parts);

  doors.get('/healthz', { who: 'anyone' }, async (c) => {
    c.header('Cache-Control', 'no-store');
    let clock = 0;
    const asked = secondsApart(db, () => new Date(now())).then((seconds) => {
      clock = seconds;
    });
    const ok = (await within(healthWithinMs, asked)) && Math.abs(clock) <= mostSecondsApart;
    const off = Math.round(clock);
    return c.json(off === 0 ? { ok } : { ok, clockSecondsOff: off }, ok ? 200 : 503);
  });

  doors.get('/assets/:hash/:name', { who: 'anyone' }, (c) => {
    const asset = assets.find(c.req.param('name'));
    if (!asset) return c.notFound();
    // A page of an older version may still ask for the older hash: give it today's file, but let nobody keep that.
    const fresh = asset.hash === c.req.param('hash');
    c.header('Cache-Control', fresh ? 'public, max-age=31536000, immutable' : 'no-cache');
    c.header('Content-Type', asset.type);
    return c.body(asset.body);
  });

  // What shows that something failed must not need what failed: no query, and nobody's name.
  const faultIn = (c: Context<AppEnv>): Omit<FaultView, 'fault'> => ({
    frame: { ...frameWithout(c, assets, demo), visitor: null },
    chosen: chosenIn(c) !== null,
  });
  app.notFound(async (c) => {
    const visitor = c.get('visitor') ?? null;
    const released = visitor === null ? null : await releasedAt(db, new URL(c.req.url).pathname, visitor.id);
    return released === null
      ? c.html(<FaultPage fault="notFound" {...faultIn(c)} />, 404)
      : c.html(<ReleasedPage frame={frameWithout(c, assets, demo)} at={released} />, 404);
  });

  app.onError((error, c) => {
    if (error instanceof HTTPException && error.status < 500) {
      const fault = error.status === 413 ? 'tooLarge' : c.req.method === 'GET' ? 'notForYou' : 'forbidden';
      return c.html(<FaultPage fault={fault} {...faultIn(c)} />, error.status);
    }
    report(error);
    const view = { ...faultIn(c), again: sentIn(c) };
    if (view.again !== null) c.header('Cache-Control', 'no-store');
    if (error instanceof RetryableError) {
      c.header('Retry-After', '2');
      return c.html(<FaultPage fault="busy" {...view} />, 503);
    }
    if (error instanceof ClocksApartError) return c.html(<FaultPage fault="clock" {...view} />, 503);
    return c.html(<FaultPage fault="broken" {...view} />, 500);
  });

  doors.check();
  return Object.assign(app, { doors });
}

/**
 * The form of an agency's page that met a fault, to be sent again as it was: its key makes it happen once. Forms of accounts are not
 * given back, since passwords are in them.
 */
function sentIn(c: Context<AppEnv>): NonNullable<FaultView['again']> | null {
  const typed = c.get('typed');
  if (c.req.method !== 'POST' || typed === undefined || !c.req.path.startsWith('/agencies/')) return null;
  const { pathname, search } = new URL(c.req.url);
  const fields = Object.entries(typed).flatMap(([name, value]) =>
    (typeof value === 'string' ? [value] : value).map((text) => [name, text] as const),
  );
  return { action: `${pathname}${search}`, fields };
}

/** Nothing inline, nothing from elsewhere, no framing. */
const secured = secureHeaders({
  contentSecurityPolicy: {
    defaultSrc: ["'none'"],
    scriptSrc: ["'self'"],
    styleSrc: ["'self'"],
    fontSrc: ["'self'"],
    imgSrc: ["'self'"],
    connectSrc: ["'self'"],
    formAction: ["'self'"],
    baseUri: ["'none'"],
    frameAncestors: ["'none'"],
  },
  xFrameOptions: 'DENY',
  // for browsers and plug-ins that are no more
  xDownloadOptions: false,
  xDnsPrefetchControl: false,
  xPermittedCrossDomainPolicies: false,
  xXssProtection: false,
  referrerPolicy: 'same-origin',
  permissionsPolicy: { camera: [], geolocation: [], microphone: [] },
});

/**
 * What every answer says, asked of the library once: headers are slow to change when there is an answer already, so each page is
 * made with them, and may say something else itself.
 */
const said: readonly (readonly [string, string])[] = [
  ...(await new Hono().get('/', secured, (c) => c.body(null)).request('/')).headers,
  ['cache-control', 'private, no-cache'],
];

const headers: MiddlewareHandler<AppEnv> = async (c, next) => {
  for (const [name, value] of said) c.header(name, value);
  await next();
};

/** The language that the reader has chosen, now or before. */
function chosenIn(c: Context<AppEnv>): Language | null {
  const [asked, remembered] = [c.req.query('lang'), getCookie(c, 'lang')];
  return isLanguage(asked) ? asked : isLanguage(remembered) ? remembered : null;
}

/** `?lang=en` chooses and is remembered; otherwise what was remembered; otherwise Vietnamese. */
const language: MiddlewareHandler<AppEnv> = async (c, next) => {
  const asked = c.req.query('lang');
  c.set('language', chosenIn(c) ?? 'vi');
  if (isLanguage(asked) && asked !== getCookie(c, 'lang')) {
    setCookie(c, 'lang', asked, { path: '/', httpOnly: true, sameSite: 'Lax', maxAge: 31_536_000 });
  }
  await next();
};

/**
 * A request that changes something must come from a page of ours, whatever its body is: of the address under which people reach us,
 * or of the one that was asked, which a proxy may keep to itself.
 */
function sameOrigin(configured: string, report: (fault: unknown) => void): MiddlewareHandler<AppEnv> {
  let isTold = false;
  return async (c, next) => {
    if (!['GET', 'HEAD', 'OPTIONS'].includes(c.req.method)) {
      const origin = c.req.header('Origin');
      const site = c.req.header('Sec-Fetch-Site');
      const known = origin !== undefined && URL.canParse(origin);
      const ours = known && (origin === configured || new URL(origin).host === c.req.header('Host'));
      // what a browser says of its own may stand in for an origin that it keeps to itself, and contradict none
      const said = site === undefined ? ours : site === 'same-origin' && (ours || !known);
      // where a browser says that it comes from another site, nothing is set wrongly here
      if (known && !ours && site !== 'cross-site' && !isTold) {
        isTold = true;
        report(
          `A form was refused because its page is neither of ORIGIN, ${configured}, nor of the Host that was asked: set ORIGIN to the address that people see in their browser.`,
        );
      }
      if (!said) throw new HTTPException(403);
    }
    await next();
  };
}

async function within(milliseconds: number, work: Promise<unknown>): Promise<boolean> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<boolean>((done) => {
    timer = setTimeout(done, milliseconds, false);
  });
  const done = await Promise.race([
    work.then(
      () => true,
      () => false,
    ),
    late,
  ]);
  clearTimeout(timer);
  return done;
}
