import type { NetConnectOpts } from 'node:net';
import { isAbsolute, join } from 'node:path';
import { z } from 'zod';
import { userOf } from './database/pool.ts';
import { scannerPlace } from './documents/scanner.ts';
import { StartError } from './start-error.ts';

/** What the environment says, checked. `database` is undefined when the embedded server is to be used. */
export type Config = {
  host: string;
  /** 0 lets the system choose one. */
  port: number;
  /** Absolute. Holds the embedded database and everything else that the application keeps. */
  dataDir: string;
  database: { url: string; migrationUrl: string } | undefined;
  databaseConnections: number;
  /** Off behind a proxy that pools transactions. */
  databasePrepare: boolean;
  /** The address under which people reach the application, without a slash at its end; undefined where it follows from host and port. */
  origin: string | undefined;
  /** Where letters are sent; undefined on the demonstration, which shows them on a page. */
  smtpUrl: string | undefined;
  /** Whom letters are from; undefined for no-reply at the origin's host. */
  mailFrom: string | undefined;
  /** Whether a proxy stands before the application whose word on where requests come from is to be believed. */
  trustProxy: boolean;
  /** Where the virus scanner listens; undefined where there is none. */
  clamd: NetConnectOpts | undefined;
  /** The bytes that one person may keep in an agency in files that are not handed in. */
  filesQuota: number;
  /** The embedded database, and nobody has said that this is production: as a demonstration it may serve, if the database is one. */
  demo: boolean;
};

const wholeNumber = (least: number, most: number, sentence: string) =>
  z
    .string()
    .regex(/^\d{1,9}$/, sentence)
    .transform(Number)
    .refine((value) => value >= least && value <= most, sentence);

const databaseUrl = (name: string) =>
  z
    .string()
    .refine(
      isDatabaseUrl,
      `${name} is not a database address: set it like postgres://login:password@host:5432/name, with % in a password written as %25.`,
    );

const Environment = z
  .object({
    HOST: z
      .string()
      .regex(/^\S+$/, 'HOST is not an address: set it to 127.0.0.1, or to 0.0.0.0 to be reached from outside.')
      .default('127.0.0.1'),
    PORT: wholeNumber(0, 65_535, 'PORT is not a port: set it to a whole number from 1 to 65535, such as 3000.').default(
      3000,
    ),
    DATA_DIR: z
      .string()
      .refine(
        (path) => !path.includes('\0') && path.trim() !== '' && !path.startsWith('~'),
        'DATA_DIR is not a folder: set it to a path, without ~.',
      )
      .default('data'),
    DATABASE_URL: databaseUrl('DATABASE_URL').optional(),
    MIGRATION_DATABASE_URL: databaseUrl('MIGRATION_DATABASE_URL').optional(),
    DATABASE_CONNECTIONS: wholeNumber(
      1,
      80,
      'DATABASE_CONNECTIONS is not a number of connections: set it to a whole number from 1 to 80.',
    ).default(10),
    DATABASE_PREPARE: z
      .enum(
        ['on', 'off'],
        'DATABASE_PREPARE is neither on nor off: set it to off behind a proxy that pools transactions, else leave it out.',
      )
      .default('on'),
    ORIGIN: z
      .string()
      .refine(
        isOrigin,
        'ORIGIN is not an address of pages: set it to how people reach the application, such as https://vuonuom.example.vn, without a path.',
      )
      .optional(),
    SMTP_URL: z
      .string()
      .refine(
        isSmtpUrl,
        'SMTP_URL is not the address of a mail server: set it like smtps://login:password@host:465 or smtp://host:587, with % in a password written as %25.',
      )
      .optional(),
    MAIL_FROM: z
      .string()
      .regex(
        /^([^<>@\r\n]+ <[^\s<>@]+@[^\s<>@]+>|[^\s<>@]+@[^\s<>@]+)$/,
        'MAIL_FROM is not a sender: set it to an e-mail address, such as no-reply@vuonuom.example.vn, or like Vườn Ươm <no-reply@vuonuom.example.vn>.',
      )
      .optional(),
    TRUST_PROXY: z
      .enum(
        ['on', 'off'],
        'TRUST_PROXY is neither on nor off: set it to on behind a proxy of yours that sets X-Forwarded-For, else leave it out.',
      )
      .default('off'),
    CLAMD_SOCKET: z
      .string()
      .refine(
        (place) => scannerPlace(place) !== null,
        'CLAMD_SOCKET is no place of a virus scanner: set it to the path of the socket of clamd, such as /run/clamav/clamd.ctl, or to host:port, such as 127.0.0.1:3310.',
      )
      .optional(),
    FILES_QUOTA_MB: wholeNumber(
      20,
      1_000_000,
      'FILES_QUOTA_MB is not a size: set it to a whole number of megabytes from 20 to 1000000, such as 500.',
    ).default(500),
    NODE_ENV: z
      .enum(
        ['production', 'development', 'test'],
        'NODE_ENV is neither production nor development nor test: set it to production, or leave it out for a demonstration.',
      )
      .optional(),
  })
  .check(({ value, issues }) => {
    const complain = (message: string) => issues.push({ code: 'custom', message, input: undefined });
    const { DATABASE_URL: url, MIGRATION_DATABASE_URL: migrationUrl } = value;
    if (value.SMTP_URL && !value.ORIGIN)
      complain(
        'ORIGIN is missing beside SMTP_URL: set it to how people reach the application, such as https://vuonuom.example.vn, for the links in letters.',
      );
    if (url && !migrationUrl)
      complain(
        'MIGRATION_DATABASE_URL is missing beside DATABASE_URL: set it to the login that owns the database, or leave both out.',
      );
    if (!url && migrationUrl)
      complain(
        'DATABASE_URL is missing beside MIGRATION_DATABASE_URL: set it to the login of the application, or leave both out.',
      );
    if (
      url &&
      migrationUrl &&
      isDatabaseUrl(url) &&
      isDatabaseUrl(migrationUrl) &&
      userOf(url) === userOf(migrationUrl)
    ) {
      complain(
        'DATABASE_URL and MIGRATION_DATABASE_URL use one login: set DATABASE_URL to a second one that owns nothing.',
      );
    }
  });

/** Every variable, and what holds where it is left out: for the handbook. */
export const configurationTable: readonly { name: string; left: string | null }[] = Object.entries(
  Environment.shape,
).map(([name, type]) => {
  const read = type.safeParse(undefined);
  return { name, left: read.success && read.data !== undefined ? String(read.data) : null };
});

/**
 * Reads the configuration; a variable that is empty counts as left out. Throws a StartError with a sentence for each fault. With
 * `serves`, for the application itself, letters must go somewhere: only the demonstration shows them on a page instead.
 */
export function readConfig(
  environment: Record<string, string | undefined>,
  folder: string,
  { serves = false } = {},
): Config {
  const given = Object.fromEntries(
    Object.entries(environment).filter(([, value]) => value !== undefined && value !== ''),
  );
  const read = Environment.safeParse(given);
  const faults = read.error?.issues.map((issue) => issue.message) ?? [];
  const demo = given.DATABASE_URL === undefined && given.NODE_ENV !== 'production';
  if (serves && given.SMTP_URL === undefined && !demo) faults.push(mailMissing);
  if (!read.success || faults.length > 0) throw new StartError(faults.join('\n'));
  const { HOST, PORT, DATA_DIR, DATABASE_URL, MIGRATION_DATABASE_URL, DATABASE_CONNECTIONS, DATABASE_PREPARE } =
    read.data;
  const { ORIGIN, SMTP_URL, MAIL_FROM, TRUST_PROXY, CLAMD_SOCKET, FILES_QUOTA_MB } = read.data;
  return {
    host: HOST,
    port: PORT,
    dataDir: isAbsolute(DATA_DIR) ? DATA_DIR : join(folder, DATA_DIR),
    database:
      DATABASE_URL && MIGRATION_DATABASE_URL ? { url: DATABASE_URL, migrationUrl: MIGRATION_DATABASE_URL } : undefined,
    databaseConnections: DATABASE_CONNECTIONS,
    databasePrepare: DATABASE_PREPARE === 'on',
    origin: ORIGIN === undefined ? undefined : new URL(ORIGIN).origin,
    smtpUrl: SMTP_URL,
    mailFrom: MAIL_FROM,
    trustProxy: TRUST_PROXY === 'on',
    clamd: CLAMD_SOCKET === undefined ? undefined : (scannerPlace(CLAMD_SOCKET) ?? undefined),
    filesQuota: FILES_QUOTA_MB * 1024 * 1024,
    demo,
  };
}

const mailMissing =
  'SMTP_URL is missing: set it to your mail server, like smtps://login:password@host:465, because accounts need letters; only the demonstration on the embedded database does without.';

/** Whom letters are from. */
export function senderOf({ mailFrom }: Config, origin: string): string {
  return mailFrom ?? `Vườn Ươm <no-reply@${new URL(origin).hostname}>`;
}

function isOrigin(text: string): boolean {
  if (!URL.canParse(text)) return false;
  const { protocol, pathname, search, hash, username } = new URL(text);
  return /^https?:$/.test(protocol) && pathname === '/' && `${search}${hash}${username}` === '';
}

function isSmtpUrl(text: string): boolean {
  if (!URL.canParse(text)) return false;
  const { protocol, hostname, username, password } = new URL(text);
  try {
    for (const part of [username, password]) decodeURIComponent(part);
  } catch {
    return false;
  }
  return /^smtps?:$/.test(protocol) && hostname !== '';
}

/** Whether a text is the address of a database, with a login and a name. */
export function isDatabaseUrl(text: string): boolean {
  if (!URL.canParse(text)) return false;
  const { protocol, username, password, pathname } = new URL(text);
  try {
    for (const part of [username, password, pathname]) decodeURIComponent(part);
  } catch {
    return false; // a bare % in a password: it is written %25
  }
  return /^postgres(ql)?:$/.test(protocol) && username !== '' && pathname.length > 1;
}
