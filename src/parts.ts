import type { Context } from 'hono';
import type { Frame } from '../templates/layout.tsx';
import type { Pack } from '../workflows/programmes/schema.ts';
import type { Database } from './database/pool.ts';
import type { Files } from './documents/index.ts';
import type { AppEnv } from './doors.ts';
import type { Seals } from './people/index.ts';
import type { Recorder } from './record.ts';

/** What every capability is given to work with. */
export type Parts = {
  readonly db: Database;
  readonly recorder: Recorder;
  /** The present time, ISO 8601. */
  readonly now: () => string;
  /** The policy packs that came with the program. */
  readonly packs: readonly Pack[];
  /** The address under which people reach the application, without a slash at its end. */
  readonly origin: string;
  readonly files: Files;
  /** Encrypts what must not be read in the database. */
  readonly seals: Seals;
  /** Whether offices of money and power ask for two-step verification: everywhere but on a demonstration. */
  readonly asksSecondStep: boolean;
  readonly demo: boolean;
  /** Letters are shown on a page instead of being sent: in the demonstration only. */
  readonly mailbox: boolean;
  /** Whether X-Forwarded-For is to be believed. */
  readonly trustProxy: boolean;
  /** What a page's layout is to know of a request. */
  readonly frameOf: (c: Context<AppEnv>) => Promise<Frame>;
  /** Tells the operator of something that went wrong and that nobody else is told. */
  readonly report: (fault: unknown) => void;
};
