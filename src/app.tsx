import { Hono, type MiddlewareHandler } from 'hono';
import { getCookie, setCookie } from 'hono/cookie';
import { HTTPException } from 'hono/http-exception';
import { secureHeaders } from 'hono/secure-headers';
import { FaultPage } from '../templates/pages/fault.tsx';
import { type PackView, StartPage } from '../templates/pages/start.tsx';
import { isLanguage, type Language } from '../templates/words/words.ts';
import { mayOpen, type Pack } from '../workflows/programmes/schema.ts';
import { dayOf } from '../workflows/rules/calendar.ts';
import { loadAssets } from './assets.ts';
import { type Database, RetryableError } from './database/pool.ts';
import { type Admit, type AppEnv, createDoors, type Doors } from './doors.ts';

export type AppParts = {
  db: Database;
  /** The present time. Only `main.ts` and tests know where it comes from. */
  clock: () => Date;
  /** The policy packs that came with the program. */
  packs?: readonly Pack[];
  /** Who passes a door that is not for anyone. Left out, nobody does. */
  admit?: Admit;
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
  admit = async () => new Response(null, { status: 403 }),
  report = () => undefined,
}: AppParts): App {
  const app = new Hono<AppEnv>();
  const doors = createDoors(app, admit);
  const assets = loadAssets();

  doors.before(headers);
  doors.before(language);
  doors.before(sameOrigin);

  doors.get('/', { who: 'anyone' }, (c) => {
    const language = c.get('language');
    const today = dayOf(clock().toISOString());
    const shown = packs.map((pack) => packView(pack, language, today));
    return c.html(<StartPage language={language} path="/" assets={assets} packs={shown} />);
  });

  doors.get('/healthz', { who: 'anyone' }, async (c) => {
    c.header('Cache-Control', 'no-store');
    const ok = await within(healthWithinMs, db.query`select 1`);
    return c.json({ ok }, ok ? 200 : 503);
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

  app.notFound((c) => c.html(<FaultPage fault="notFound" language={c.get('language') ?? 'vi'} assets={assets} />, 404));

  app.onError((error, c) => {
    const shown = c.get('language') ?? 'vi';
    if (error instanceof HTTPException && error.status < 500) {
      const fault = error.status === 413 ? 'tooLarge' : 'forbidden';
      return c.html(<FaultPage fault={fault} language={shown} assets={assets} />, error.status);
    }
    report(error);
    if (error instanceof RetryableError) {
      c.header('Retry-After', '2');
      return c.html(<FaultPage fault="busy" language={shown} assets={assets} />, 503);
    }
    return c.html(<FaultPage fault="broken" language={shown} assets={assets} />, 500);
  });

  doors.check();
  return Object.assign(app, { doors });
}

/** A pack for the start page. What a call sets itself when it opens does not block; what the law leaves unknown does. */
function packView(pack: Pack, language: Language, today: string): PackView {
  return {
    title: pack.title[language],
    fictional: pack.fictional,
    note: pack.validityNote?.[language] ?? null,
    stages: pack.stages.map((stage) => ({
      name: stage.name[language],
      totalVnd: stage.totalVnd.value === null ? null : BigInt(stage.totalVnd.value),
      months: stage.durationMonths.value,
      blocks: mayOpen(pack, stage.id, today, {})
        .filter(({ block }) => block !== 'parameterMissing')
        .map((block) => block[language]),
    })),
  };
}

/** Nothing inline, nothing from elsewhere, no framing. */
const headers = secureHeaders({
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
  referrerPolicy: 'same-origin',
  permissionsPolicy: { camera: [], geolocation: [], microphone: [] },
});

/** `?lang=en` chooses and is remembered; otherwise what was remembered; otherwise Vietnamese. */
const language: MiddlewareHandler<AppEnv> = async (c, next) => {
  const asked = c.req.query('lang');
  const remembered = getCookie(c, 'lang');
  c.set('language', isLanguage(asked) ? asked : isLanguage(remembered) ? remembered : 'vi');
  await next();
  if (isLanguage(asked) && asked !== remembered) {
    setCookie(c, 'lang', asked, { path: '/', httpOnly: true, sameSite: 'Lax', maxAge: 31_536_000 });
  }
  if (!c.res.headers.has('Cache-Control')) c.res.headers.set('Cache-Control', 'private, no-cache');
};

/** A request that changes something must come from a page of ours, whatever its body is. */
const sameOrigin: MiddlewareHandler<AppEnv> = async (c, next) => {
  if (!['GET', 'HEAD', 'OPTIONS'].includes(c.req.method)) {
    const origin = c.req.header('Origin');
    const ours = origin !== undefined && URL.canParse(origin) && new URL(origin).host === c.req.header('Host');
    if (!ours && c.req.header('Sec-Fetch-Site') !== 'same-origin') throw new HTTPException(403);
  }
  await next();
};

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
