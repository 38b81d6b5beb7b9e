import type { Config } from '../config.ts';
import { startEmbedded } from './embedded.ts';

/** The addresses of the configured database, and how to let go of it. */
export type OpenDatabase = { appUrl: string; ownerUrl: string; stop(): Promise<void> };

/**
 * The administrator's server when one is configured, else the embedded one, which is started.
 * With `share`, for commands beside the application, an embedded server that runs already is used and left running.
 */
export async function openDatabase(
  config: Config,
  report: (line: string) => void,
  share = false,
): Promise<OpenDatabase> {
  const { database, dataDir } = config;
  if (database) return { appUrl: database.url, ownerUrl: database.migrationUrl, stop: async () => undefined };
  return startEmbedded({ dataDir, report, share });
}
