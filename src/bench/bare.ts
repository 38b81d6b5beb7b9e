import postgres from 'postgres';

/** Runs one prepared statement and nothing else: what everything is measured against. */
export type Bare = {
  run(text: string, parameters: (string | number)[]): Promise<readonly Record<string, unknown>[]>;
  end(): Promise<void>;
};

/** The driver without any layer of ours: no deadline, no types, no wrapping of errors. */
export function bareDatabase(url: string, max: number): Bare {
  const address = new URL(url);
  const folder = address.searchParams.get('host');
  address.searchParams.delete('host');
  const sql = postgres(address.toString(), { max, ...(folder === null ? {} : { host: folder }) });
  return {
    run: (text, parameters) => sql.unsafe(text, parameters, { prepare: true }),
    end: () => sql.end({ timeout: 1 }),
  };
}
